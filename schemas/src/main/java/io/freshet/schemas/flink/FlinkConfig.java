package io.freshet.schemas.flink;

import io.freshet.schemas.config.ConfigException;
import java.time.Duration;

/**
 * Section {@code flink}: what all jobs share.
 *
 * @param parallelism of every job
 * @param checkpointInterval also the rhythm in which exactly-once topics (examples, outcomes)
 *     become visible
 * @param checkpointDirectory URI of a directory that all machines reach; empty: the cluster's own
 *     setting
 * @param stateBackend {@code hashmap} (heap, fast) or {@code rocksdb} (larger than memory)
 * @param outOfOrderness how far an event may lag behind the newest one before it is late
 * @param idleness after how long a silent partition no longer holds event time back
 * @param bufferTimeout how long a record may wait in a network buffer: latency against throughput
 * @param restartDelay pause before a failed job starts again
 */
public record FlinkConfig(
    int parallelism,
    Duration checkpointInterval,
    String checkpointDirectory,
    String stateBackend,
    Duration outOfOrderness,
    Duration idleness,
    Duration bufferTimeout,
    Duration restartDelay) {
  public FlinkConfig {
    ConfigException.require(parallelism >= 1, "flink.parallelism", parallelism, "at least 1");
    ConfigException.require(
        checkpointInterval.toMillis() >= 10,
        "flink.checkpoint-interval",
        checkpointInterval,
        "at least 10ms");
    ConfigException.require(
        stateBackend.equals("hashmap") || stateBackend.equals("rocksdb"),
        "flink.state-backend",
        stateBackend,
        "hashmap or rocksdb");
    ConfigException.require(
        !outOfOrderness.isNegative(), "flink.out-of-orderness", outOfOrderness, "0 or more");
    ConfigException.require(idleness.toMillis() > 0, "flink.idleness", idleness, "more than 0");
    ConfigException.require(
        !bufferTimeout.isNegative(), "flink.buffer-timeout", bufferTimeout, "0 or more");
    ConfigException.require(
        !restartDelay.isNegative(), "flink.restart-delay", restartDelay, "0 or more");
  }

  public static FlinkConfig defaults() {
    return new FlinkConfig(
        1,
        Duration.ofMillis(500),
        "",
        "hashmap",
        Duration.ofSeconds(10),
        Duration.ofSeconds(5),
        Duration.ofMillis(5),
        Duration.ofSeconds(1));
  }
}
