package io.freshet.deploy.command;

import io.freshet.deploy.Standalone;
import java.nio.file.Path;
import java.util.Locale;

/** What a standalone instance says when it is ready. */
public final class Addresses {
  private static final double NANOS_PER_SECOND = 1e9;

  private Addresses() {}

  public static String of(Standalone standalone, Path log, long startNanos) {
    return String.join(
            System.lineSeparator(),
            "Kafka      " + standalone.bootstrapServers(),
            "Flink      " + standalone.flinkUrl(),
            "ingest     " + standalone.ingestUrl() + "/v1/events/…",
            "feed       " + standalone.feedUrl() + "/v1/users/…",
            "texts      " + standalone.encoder(),
            "data       " + standalone.dataDirectory(),
            "log        " + log.toAbsolutePath().normalize(),
            resumed(standalone),
            String.format(Locale.ROOT, "ready in %.1f s", startNanos / NANOS_PER_SECOND))
        + System.lineSeparator();
  }

  private static String resumed(Standalone standalone) {
    return standalone.resumed().isEmpty()
        ? "jobs       started anew"
        : "jobs       resumed: " + String.join(", ", standalone.resumed());
  }
}
