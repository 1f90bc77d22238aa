package io.freshet.deploy.demo;

import java.util.List;
import java.util.Optional;

/**
 * What the demo measured up to some moment.
 *
 * @param seconds since the pipeline was ready
 * @param events sent to the topics
 * @param eventsPerSecond over all of it
 * @param recentEventsPerSecond over the last 15 seconds
 * @param recommendation from the ingest time of an event to the receipt of the list that answers it
 * @param parameters from the newest ingest time in a parameter row to the receipt of that row
 * @param arms click-through per serving policy, best first
 * @param oracle expected click-through of the best lists at the same moments
 * @param texts accuracy per classification task
 * @param counts things that went by
 */
public record Figures(
    double seconds,
    long events,
    double eventsPerSecond,
    double recentEventsPerSecond,
    Latency recommendation,
    Latency parameters,
    List<Arm> arms,
    Arm oracle,
    List<TextTask> texts,
    Counts counts) {

  /**
   * Latencies in milliseconds.
   *
   * @param count measurements
   */
  public record Latency(long count, double p50, double p99, double max) {}

  /**
   * A serving policy.
   *
   * @param lists shown
   * @param clickThrough clicks per list shown
   * @param recentClickThrough the same over the last 15 seconds
   * @param expectedClickThrough of the lists shown, by the click model
   * @param oracleClickThrough expected, of the best lists at the moments of this arm
   */
  public record Arm(
      String name,
      long lists,
      double clickThrough,
      double recentClickThrough,
      double expectedClickThrough,
      double oracleClickThrough) {}

  /**
   * A classification task, judged before its label is sent.
   *
   * @param predictions judged
   * @param majority accuracy of always predicting the most frequent label so far
   */
  public record TextTask(
      String name, long predictions, double accuracy, double recentAccuracy, double majority) {}

  /**
   * @param notInTime people who wanted to look at a list that had not been served
   * @param heldBackSeconds time in which people held back, as lists came slower than events
   */
  public record Counts(long rejected, long late, long notInTime, double heldBackSeconds) {}

  public Optional<Arm> arm(String name) {
    return arms.stream().filter(arm -> arm.name().equals(name)).findFirst();
  }
}
