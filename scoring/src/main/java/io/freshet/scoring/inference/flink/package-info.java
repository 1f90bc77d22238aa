/** Models in a Flink job: batches, faults and swaps between the records of a stream. */
@NullMarked
package io.freshet.scoring.inference.flink;

import org.jspecify.annotations.NullMarked;
