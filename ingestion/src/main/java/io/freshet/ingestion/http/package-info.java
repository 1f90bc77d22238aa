/** The HTTP server that takes events in. */
@NullMarked
package io.freshet.ingestion.http;

import org.jspecify.annotations.NullMarked;
