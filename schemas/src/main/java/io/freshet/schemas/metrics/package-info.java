/**
 * Streaming figures of merit: mutable accumulators that merge by addition and travel as flat
 * snapshots.
 */
@NullMarked
package io.freshet.schemas.metrics;

import org.jspecify.annotations.NullMarked;
