package io.freshet.ingestion.kafka;

import io.freshet.ingestion.mapping.RowOrder;
import io.freshet.ingestion.replay.Pace;
import io.freshet.schemas.config.ConfigException;
import io.freshet.schemas.config.ConfigFile;
import io.freshet.schemas.config.DurationText;
import io.freshet.schemas.kafka.KafkaConfig;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of {@code replay}. */
final class ReplayOptions {
  @Option(names = "--file", required = true, description = "file, or folder of files, to replay")
  Path file = Path.of("");

  @Option(names = "--mapping", required = true, description = "mapping file: rows to events")
  Path mapping = Path.of("");

  @Option(
      names = "--speed",
      defaultValue = "max",
      description = "event time per wall-clock time, or max (default: ${DEFAULT-VALUE})")
  String speed = "max";

  @Option(
      names = "--closed-loop",
      description = "send a user's next event when the list for the last one was served")
  boolean closedLoop;

  @Option(
      names = "--loop-timeout",
      defaultValue = "30s",
      description = "give an answer up after this time (default: ${DEFAULT-VALUE})")
  String loopTimeout = "30s";

  @Option(
      names = "--in-flight",
      defaultValue = "512",
      description = "users with an unanswered event at once (default: ${DEFAULT-VALUE})")
  int inFlight = 512;

  @Option(
      names = "--texts-in-flight",
      defaultValue = "64",
      description = "unanswered texts and labels at once (default: ${DEFAULT-VALUE})")
  int textsInFlight = 64;

  @Option(
      names = "--max-skew",
      defaultValue = "3d",
      description =
          "how far users may run ahead of each other in event time (default: ${DEFAULT-VALUE})")
  String maxSkew = "3d";

  @Option(names = "--limit", description = "read so many rows, then stop")
  long limit = Long.MAX_VALUE;

  @Option(names = "--label-delay", description = "texts between a text and its label")
  @Nullable Integer labelDelay;

  @Option(names = "--shuffle-seed", description = "rows in random order instead of by time")
  @Nullable Long shuffleSeed;

  @Option(names = "--over-http", description = "post the events to this ingest server")
  @Nullable URI overHttp;

  @Option(names = "--config", description = "configuration file; its section kafka is used")
  @Nullable Path config;

  @Option(names = "--bootstrap-servers", description = "Kafka, instead of the configured one")
  @Nullable String bootstrapServers;

  @Option(
      names = "--state-dir",
      defaultValue = ".freshet-replay",
      description = "where the position is kept (default: ${DEFAULT-VALUE})")
  Path stateDir = Path.of(".freshet-replay");

  @Option(names = "--restart", description = "begin at the first row, whatever was sent before")
  boolean restart;

  @Option(
      names = "--wait-for-figures",
      defaultValue = "30s",
      description =
          "wait so long for the pipeline's figures to stand still; 0s: don't ask for them"
              + " (default: ${DEFAULT-VALUE})")
  String waitForFigures = "30s";

  @Option(names = "--out", description = "write the summary and the figures as JSON")
  @Nullable Path out;

  KafkaConfig kafka() {
    ConfigFile file = config == null ? ConfigFile.empty() : ConfigFile.read(config);
    KafkaConfig kafka = file.section("kafka", KafkaConfig.defaults());
    return bootstrapServers == null ? kafka : kafka.withBootstrapServers(bootstrapServers);
  }

  RowOrder order() {
    return shuffleSeed == null ? RowOrder.time() : RowOrder.shuffled(shuffleSeed);
  }

  double speedFactor() {
    try {
      double factor = speed.equals("max") ? Pace.MAX : Double.parseDouble(speed);
      ConfigException.require(factor > 0, "--speed", speed, "max or a number above 0");
      return factor;
    } catch (NumberFormatException e) {
      throw new ConfigException("--speed = " + speed + ", expected max or a number");
    }
  }

  Optional<Duration> skew() {
    return closedLoop ? Optional.of(DurationText.parse(maxSkew)) : Optional.empty();
  }

  int labelDelayOr(int mappingsOwn) {
    int delay = labelDelay == null ? mappingsOwn : labelDelay;
    ConfigException.require(delay >= 0, "--label-delay", delay, "0 or more");
    return delay;
  }

  /** Everything that decides what is sent, in which order. */
  String identity(int delay) {
    String limited = limit == Long.MAX_VALUE ? "" : Long.toString(limit);
    return String.join(
        "|",
        file.toAbsolutePath().normalize().toString(),
        mapping.toAbsolutePath().normalize().toString(),
        order().toString(),
        Integer.toString(delay),
        limited);
  }
}
