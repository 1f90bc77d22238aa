package io.freshet.deploy.bench;

import java.util.List;
import java.util.stream.IntStream;

/**
 * How an encoder did in a Flink job with one kind of batches.
 *
 * @param batch size
 * @param deadlineMillis of a batch
 * @param raw texts per second of the bare session, round by round
 * @param operator texts per second of the job, round by round, each after the one of {@code raw}
 * @param rate texts per second at which latency was measured
 * @param latency from when a text was due to when its answer was emitted
 */
public record EncoderFigure(
    int batch,
    long deadlineMillis,
    List<Double> raw,
    List<Double> operator,
    double rate,
    Latency latency) {
  double rawPerSecond() {
    return median(raw);
  }

  double operatorPerSecond() {
    return median(operator);
  }

  /** Median over the rounds. */
  double ratio() {
    return median(
        IntStream.range(0, raw.size())
            .mapToObj(round -> operator.get(round) / raw.get(round))
            .toList());
  }

  static double median(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }
}
