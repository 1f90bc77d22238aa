package io.freshet.schemas.metrics;

/**
 * An accumulator that adds up: accumulators of two parts of a stream, merged, equal that of the
 * whole.
 */
public interface Mergeable<M extends Mergeable<M>> {
  /** Adds the other's figures to these; the other stays as it is. */
  void merge(M other);

  /** An empty accumulator with the same settings. */
  M fresh();

  /** What was counted. */
  long count();
}
