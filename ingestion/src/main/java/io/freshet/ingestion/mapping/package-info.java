/** Turns rows of files and messages of raw topics into canonical events, as a mapping file says. */
@NullMarked
package io.freshet.ingestion.mapping;

import org.jspecify.annotations.NullMarked;
