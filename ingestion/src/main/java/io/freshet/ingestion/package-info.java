/** Takes events in: parsing, validation and de-duplication of the canonical event kinds. */
@NullMarked
package io.freshet.ingestion;

import org.jspecify.annotations.NullMarked;
