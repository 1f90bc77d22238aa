package io.freshet.deploy.evaluate;

import java.util.Locale;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * The scale of a chart along one side, with ticks at round numbers.
 *
 * @param low value at its beginning
 * @param high value at its end
 * @param step between ticks: 1, 2 or 5 times a power of ten
 */
record Axis(double low, double high, double step) {
  private static final int TICKS = 5;
  private static final double SLACK = 1e-9;

  /** From a tick at or below the least value to one at or above the greatest. */
  static Axis around(double least, double greatest) {
    double spread = greatest - least;
    if (spread < SLACK) {
      double room = Math.max(Math.abs(least), 1) / 10;
      return around(least - room, greatest + room);
    }
    double step = step(spread);
    double low = Math.floor(least / step + SLACK) * step;
    double high = Math.ceil(greatest / step - SLACK) * step;
    return new Axis(low, high, step);
  }

  /** From 0 exactly to the greatest value. */
  static Axis upTo(double greatest) {
    double end = Math.max(1, greatest);
    return new Axis(0, end, Math.max(1, step(end)));
  }

  /** Where a value lies, 0 at the beginning, 1 at the end. */
  double position(double value) {
    return (value - low) / (high - low);
  }

  DoubleStream ticks() {
    double first = Math.ceil(low / step - SLACK);
    int count = (int) Math.floor((high - first * step) / step + SLACK) + 1;
    return IntStream.range(0, count).mapToDouble(i -> (first + i) * step);
  }

  /** A tick as it is shown: with the decimals of the step. */
  String label(double tick) {
    int decimals = (int) Math.max(0, Math.ceil(-Math.log10(step) - SLACK));
    return String.format(Locale.ROOT, "%,." + decimals + "f", tick + 0.0);
  }

  private static double step(double spread) {
    double rough = spread / TICKS;
    double power = Math.pow(10, Math.floor(Math.log10(rough)));
    double digit = rough / power;
    return power * (digit <= 1 ? 1 : digit <= 2 ? 2 : digit <= 5 ? 5 : 10);
  }
}
