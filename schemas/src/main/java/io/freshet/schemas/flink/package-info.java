/** Flink edges that all jobs share: sources, sinks, environment. */
@NullMarked
package io.freshet.schemas.flink;

import org.jspecify.annotations.NullMarked;
