package io.freshet.deploy.evaluate;

import io.freshet.schemas.metrics.Interval;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * How one figure is read off an accumulator.
 *
 * @param metric its name
 * @param value reads it
 * @param interval its confidence interval, where it has one
 */
record Gauge<M>(
    String metric, ToDoubleFunction<M> value, Function<M, Optional<Interval>> interval) {
  /** Of a figure that has no interval. */
  Gauge(String metric, ToDoubleFunction<M> value) {
    this(metric, value, accumulator -> Optional.empty());
  }

  /** What it reads, with the values on the way there. */
  Figure read(M accumulator, Curve curve) {
    return new Figure(metric, value.applyAsDouble(accumulator), interval.apply(accumulator), curve);
  }
}
