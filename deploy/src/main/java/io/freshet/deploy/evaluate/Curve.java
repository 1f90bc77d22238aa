package io.freshet.deploy.evaluate;

import java.util.List;

/**
 * A figure over time, at the {@link Moment}s of its scorecard.
 *
 * @param cumulative since the first test
 * @param windowed over the last tests
 */
record Curve(List<Double> cumulative, List<Double> windowed) {
  Curve {
    cumulative = List.copyOf(cumulative);
    windowed = List.copyOf(windowed);
  }
}
