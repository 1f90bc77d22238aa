package io.freshet.deploy.evaluate;

import java.util.Locale;

/**
 * How fast parallel learners learned.
 *
 * @param replication how many they were, and how often they were merged
 * @param examples that they learned, together
 * @param perSecond examples per second of processor time of a replica's thread, learning, handing
 *     over and taking merged rows; the sum over the replicas
 */
record LearnRate(Replication replication, long examples, double perSecond) {
  String shown() {
    return String.format(
        Locale.ROOT,
        "learn stage: %,d examples by %d replicas, merged every %,d; %,.0f examples/s of processor"
            + " time, summed over the replicas",
        examples,
        replication.replicas(),
        replication.syncExamples(),
        perSecond);
  }
}
