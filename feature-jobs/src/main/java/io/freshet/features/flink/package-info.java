/** The Flink operators and the topology around the pure feature code. */
@NullMarked
package io.freshet.features.flink;

import org.jspecify.annotations.NullMarked;
