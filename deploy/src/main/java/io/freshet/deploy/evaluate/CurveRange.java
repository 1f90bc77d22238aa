package io.freshet.deploy.evaluate;

import io.freshet.deploy.evaluate.LineChart.Line;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * The range of values that curves are shown in. Their first 5 %, where few tests make figures jump,
 * don't count: they may leave the chart.
 */
final class CurveRange {
  private static final double START = 0.05;

  private CurveRange() {}

  static Axis of(List<Line> lines) {
    double[] values = lines.stream().flatMapToDouble(CurveRange::settled).toArray();
    return values.length == 0
        ? Axis.around(0, 1)
        : Axis.around(
            DoubleStream.of(values).min().orElseThrow(),
            DoubleStream.of(values).max().orElseThrow());
  }

  private static DoubleStream settled(Line line) {
    int points = line.xs().size();
    double from = points == 0 ? 0 : START * line.xs().get(points - 1);
    return IntStream.range(0, points)
        .filter(i -> line.xs().get(i) >= from)
        .mapToDouble(i -> line.ys().get(i));
  }
}
