package io.freshet.ingestion;

import io.freshet.schemas.config.ConfigException;
import java.io.Serializable;
import java.time.Duration;

/**
 * What a valid event keeps to.
 *
 * @param maxIdLength characters of an id, a tag or a key
 * @param maxTextBytes UTF-8 bytes of a text, a title, or a whole context
 * @param maxImageBytes bytes of an image
 * @param maxListSize entries of a list or a context
 * @param futureTolerance how far an event time may lie ahead of the ingest time
 */
public record Limits(
    int maxIdLength, int maxTextBytes, int maxImageBytes, int maxListSize, Duration futureTolerance)
    implements Serializable {
  public Limits {
    ConfigException.require(
        maxIdLength >= 1, "ingestion.limits.max-id-length", maxIdLength, "at least 1");
    ConfigException.require(
        maxTextBytes >= 1 && maxTextBytes <= 262_144,
        "ingestion.limits.max-text-bytes",
        maxTextBytes,
        "1 to 262144, for an event has to fit into a Kafka record");
    ConfigException.require(
        maxImageBytes >= 1 && maxImageBytes <= 786_432,
        "ingestion.limits.max-image-bytes",
        maxImageBytes,
        "1 to 786432, for an event has to fit into a Kafka record");
    ConfigException.require(
        maxListSize >= 1, "ingestion.limits.max-list-size", maxListSize, "at least 1");
    ConfigException.require(
        !futureTolerance.isNegative(),
        "ingestion.limits.future-tolerance",
        futureTolerance,
        "0 or more");
  }

  public static Limits defaults() {
    return new Limits(256, 65_536, 524_288, 256, Duration.ofDays(1));
  }
}
