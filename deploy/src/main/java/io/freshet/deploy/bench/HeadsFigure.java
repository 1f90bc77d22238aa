package io.freshet.deploy.bench;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * Processor time of a text from its characters to its answers, microseconds, round by round.
 *
 * @param one with one head on the encoding
 * @param two with two, each after the one of {@code one}
 */
public record HeadsFigure(List<Double> one, List<Double> two) {
  double ratio() {
    return EncoderFigure.median(
        IntStream.range(0, one.size()).mapToObj(round -> two.get(round) / one.get(round)).toList());
  }

  String line() {
    return String.format(
        Locale.ROOT,
        "encoded and classified: one head %,.0f µs, two heads on one encoding %,.0f µs a text,"
            + " ratio %.3f%n",
        EncoderFigure.median(one),
        EncoderFigure.median(two),
        ratio());
  }
}
