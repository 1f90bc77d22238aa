package io.freshet.scoring;

import io.freshet.schemas.config.ConfigException;
import java.io.Serializable;

/**
 * Keys {@code scoring.feed}: the HTTP server of predictions.
 *
 * @param host address that it listens on
 * @param port port that it listens on; 0 picks a free one
 * @param users lists kept, of the users served last
 * @param texts text predictions kept, the latest
 * @param inferences answers of configured models kept, the latest
 * @param streamBuffer predictions that a slow reader of a stream may lag behind before it loses
 *     some
 */
public record FeedConfig(
    String host, int port, int users, int texts, int inferences, int streamBuffer)
    implements Serializable {
  public FeedConfig {
    ConfigException.require(!host.isBlank(), "scoring.feed.host", "''", "a host name or address");
    ConfigException.require(port >= 0 && port <= 65535, "scoring.feed.port", port, "0 to 65535");
    ConfigException.require(users >= 1, "scoring.feed.users", users, "at least 1");
    ConfigException.require(texts >= 1, "scoring.feed.texts", texts, "at least 1");
    ConfigException.require(inferences >= 1, "scoring.feed.inferences", inferences, "at least 1");
    ConfigException.require(
        streamBuffer >= 1, "scoring.feed.stream-buffer", streamBuffer, "at least 1");
  }

  public static FeedConfig defaults() {
    return new FeedConfig("localhost", 8082, 100_000, 100_000, 10_000, 1000);
  }

  public FeedConfig withPort(int other) {
    return new FeedConfig(host, other, users, texts, inferences, streamBuffer);
  }
}
