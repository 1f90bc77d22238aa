/** Avro single-object encoding of every record on a topic. */
@NullMarked
package io.freshet.schemas.wire;

import org.jspecify.annotations.NullMarked;
