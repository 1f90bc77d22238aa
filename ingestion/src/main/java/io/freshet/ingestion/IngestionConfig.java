package io.freshet.ingestion;

import io.freshet.schemas.config.ConfigException;
import java.time.Duration;
import java.util.List;

/**
 * Section {@code ingestion}.
 *
 * @param host interface that the HTTP server binds
 * @param port of the HTTP server; 0 takes a free one
 * @param maxBodyBytes longest body of one POST
 * @param maxPending events that may wait for the broker at once; beyond it the server answers 429
 * @param ackTimeout how long a POST waits for the broker before it is answered 503
 * @param recentIds event ids that the server remembers, so that a POST sent again is taken once
 * @param rawTopics JSON topics of the user's own that the ingest job reads
 * @param dedupTime within which a second event of the same id is a duplicate
 * @param limits what a valid event keeps to
 */
public record IngestionConfig(
    String host,
    int port,
    int maxBodyBytes,
    int maxPending,
    Duration ackTimeout,
    int recentIds,
    List<RawTopic> rawTopics,
    Duration dedupTime,
    Limits limits) {

  /**
   * A JSON topic and how its messages become events.
   *
   * @param topic name
   * @param mapping path of the mapping file
   */
  public record RawTopic(String topic, String mapping) {
    public RawTopic {
      ConfigException.require(
          topic != null && !topic.isBlank(), "ingestion.raw-topics.topic", topic, "a topic name");
      ConfigException.require(
          mapping != null && !mapping.isBlank(),
          "ingestion.raw-topics.mapping",
          mapping,
          "the path of a mapping file");
    }
  }

  public IngestionConfig {
    ConfigException.require(
        port >= 0 && port <= 65_535, "ingestion.port", port, "0 to 65535, 0 for a free one");
    ConfigException.require(
        maxBodyBytes >= 1024 && maxBodyBytes <= 64 << 20,
        "ingestion.max-body-bytes",
        maxBodyBytes,
        "1024 to 67108864");
    ConfigException.require(
        maxPending >= 1, "ingestion.max-pending", maxPending, "at least 1 event");
    ConfigException.require(
        ackTimeout.toMillis() >= 200, "ingestion.ack-timeout", ackTimeout, "at least 200ms");
    ConfigException.require(recentIds >= 1, "ingestion.recent-ids", recentIds, "at least 1");
    ConfigException.require(
        dedupTime.toMillis() >= 1, "ingestion.dedup-time", dedupTime, "at least 1ms");
    rawTopics = List.copyOf(rawTopics);
    ConfigException.require(
        rawTopics.stream().map(RawTopic::topic).distinct().count() == rawTopics.size(),
        "ingestion.raw-topics",
        rawTopics,
        "each topic once");
  }

  public static IngestionConfig defaults() {
    return new IngestionConfig(
        "0.0.0.0",
        8080,
        4 << 20,
        20_000,
        Duration.ofSeconds(10),
        100_000,
        List.of(),
        Duration.ofHours(1),
        Limits.defaults());
  }
}
