package io.freshet.scoring.inference;

import io.freshet.schemas.config.ConfigException;
import java.io.Serializable;
import java.time.Duration;

/**
 * How records are batched for a model. A part of other sections: errors name the keys below it.
 *
 * @param size records of a batch at most
 * @param deadline how long the oldest record of a batch waits for others while the model is idle;
 *     while it is busy, waiting for others costs nothing
 * @param targetP99 99th percentile of the time from a record's arrival to its answer that batch
 *     size and waiting aim at; 0 leaves both fixed
 * @param inFlight batches that wait for the inference thread or are with it, at most
 * @param ordered whether answers leave in the order of the records; otherwise the good ones of a
 *     batch do not wait until its bad one is found
 * @param failureLimit records that fail one after the other, with none answered between, until the
 *     model is taken to be broken and fails the job
 */
public record BatchConfig(
    int size,
    Duration deadline,
    Duration targetP99,
    int inFlight,
    boolean ordered,
    int failureLimit)
    implements Serializable {
  public BatchConfig {
    ConfigException.require(size >= 1, "size", size, "at least 1");
    ConfigException.require(!deadline.isNegative(), "deadline", deadline, "0 or more");
    ConfigException.require(!targetP99.isNegative(), "target-p99", targetP99, "0 or more");
    ConfigException.require(inFlight >= 1, "in-flight", inFlight, "at least 1");
    ConfigException.require(failureLimit >= 1, "failure-limit", failureLimit, "at least 1");
  }

  public static BatchConfig defaults() {
    return new BatchConfig(32, Duration.ofMillis(5), Duration.ofMillis(100), 2, true, 100);
  }
}
