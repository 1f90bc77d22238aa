package io.freshet.learner;

import io.freshet.schemas.config.ConfigException;
import java.io.Serializable;
import java.time.Duration;

/**
 * Section {@code learner}.
 *
 * @param syncInterval how long learners gather deltas before they hand them to the merge
 * @param publishInterval a changed row is published at most this often
 * @param neighbourPublishInterval the same for rows of co-visitation neighbours and for vectors,
 *     which are long and many
 * @param neighbourRowsPerSecond at most so many of either kind are published in a second, the
 *     longest waiting first: under load they are as fresh as that allows
 * @param sweepInterval in which every row is published again, changed or not
 * @param rowTtl a row that nothing was added to for so long is removed
 * @param admissionCount a row is published from this many deltas on
 * @param validationShare share of the next-item examples that the models are validated on
 * @param negativeWeight weight of candidates that were not chosen, relative to the chosen one
 * @param checkpointInterval of this job, whose state is whole models; its outputs do not wait for
 *     checkpoints
 */
public record LearnerConfig(
    Duration syncInterval,
    Duration publishInterval,
    Duration neighbourPublishInterval,
    int neighbourRowsPerSecond,
    Duration sweepInterval,
    Duration rowTtl,
    int admissionCount,
    double validationShare,
    double negativeWeight,
    Duration checkpointInterval)
    implements Serializable {
  public LearnerConfig {
    requirePositive("sync-interval", syncInterval);
    requirePositive("publish-interval", publishInterval);
    requirePositive("neighbour-publish-interval", neighbourPublishInterval);
    ConfigException.require(
        neighbourRowsPerSecond >= 1,
        "learner.neighbour-rows-per-second",
        neighbourRowsPerSecond,
        "at least 1");
    requirePositive("sweep-interval", sweepInterval);
    requirePositive("row-ttl", rowTtl);
    requirePositive("checkpoint-interval", checkpointInterval);
    ConfigException.require(
        admissionCount >= 1, "learner.admission-count", admissionCount, "at least 1");
    ConfigException.require(
        validationShare >= 0 && validationShare <= 1,
        "learner.validation-share",
        validationShare,
        "in [0, 1]");
    ConfigException.require(
        negativeWeight > 0, "learner.negative-weight", negativeWeight, "more than 0");
  }

  public static LearnerConfig defaults() {
    return new LearnerConfig(
        Duration.ofMillis(400),
        Duration.ofMillis(100),
        Duration.ofSeconds(1),
        3000,
        Duration.ofMinutes(10),
        Duration.ofDays(90),
        1,
        0.1,
        1,
        Duration.ofSeconds(10));
  }

  /** How many rows of neighbours one publish interval has room for; at least one. */
  public int neighbourRowsPerPublish() {
    return (int) Math.max(1, neighbourRowsPerSecond * publishInterval.toMillis() / 1000);
  }

  private static void requirePositive(String key, Duration value) {
    ConfigException.require(value.toMillis() > 0, "learner." + key, value, "at least 1ms");
  }
}
