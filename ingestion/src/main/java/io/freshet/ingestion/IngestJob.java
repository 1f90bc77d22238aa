package io.freshet.ingestion;

import io.freshet.ingestion.flink.IngestTopology;
import io.freshet.ingestion.flink.RawTopicSource;
import io.freshet.ingestion.mapping.Mapping;
import io.freshet.schemas.config.ConfigException;
import io.freshet.schemas.config.ConfigFile;
import io.freshet.schemas.flink.FlinkConfig;
import io.freshet.schemas.flink.JobEnvironment;
import io.freshet.schemas.flink.KafkaSinks;
import io.freshet.schemas.kafka.KafkaConfig;
import io.freshet.schemas.topic.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Turns raw JSON topics of the user's own into canonical events. */
public final class IngestJob {
  public static final String NAME = "ingest-job";

  private IngestJob() {}

  /** {@code --config FILE}; without it, the defaults. */
  public static void main(String[] args) throws Exception {
    ConfigFile config = ConfigArgument.read(args);
    ConfigException.require(
        isConfigured(config), "ingestion.raw-topics", "[]", "at least one topic with its mapping");
    FlinkConfig flink = config.section("flink", FlinkConfig.defaults());
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.getExecutionEnvironment(JobEnvironment.configuration(flink));
    define(env, config);
    env.execute("freshet-" + NAME);
  }

  /** Whether there is anything to do: without raw topics the job need not run. */
  public static boolean isConfigured(ConfigFile config) {
    return !section(config).rawTopics().isEmpty();
  }

  /** Opens the sources, defines the topology and attaches the sinks. */
  public static void define(StreamExecutionEnvironment env, ConfigFile config) {
    IngestionConfig ingestion = section(config);
    KafkaConfig kafka = config.section("kafka", KafkaConfig.defaults());
    Map<String, String> mappings = mappings(ingestion);

    var messages = RawTopicSource.open(env, kafka, List.copyOf(mappings.keySet()));
    IngestTopology.Streams events = IngestTopology.define(messages, mappings, ingestion);

    KafkaSinks sinks = new KafkaSinks(kafka, NAME);
    sinks.exactlyOnce(events.interactions(), Topics.INTERACTIONS);
    sinks.exactlyOnce(events.texts(), Topics.TEXTS);
    sinks.exactlyOnce(events.labels(), Topics.LABELS);
    sinks.exactlyOnce(events.requests(), Topics.REQUESTS);
    sinks.exactlyOnce(events.inferences(), Topics.INFERENCE_REQUESTS);
    sinks.atLeastOnce(events.items(), Topics.ITEMS);
    sinks.exactlyOnce(events.rejected(), Topics.REJECTED);
  }

  private static IngestionConfig section(ConfigFile config) {
    return config.section("ingestion", IngestionConfig.defaults());
  }

  private static Map<String, String> mappings(IngestionConfig config) {
    Map<String, String> mappings = new LinkedHashMap<>();
    for (IngestionConfig.RawTopic raw : config.rawTopics()) {
      Path file = Path.of(raw.mapping());
      Mapping.read(file);
      mappings.put(raw.topic(), text(file));
    }
    return mappings;
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new ConfigException("mapping file " + file + " cannot be read: " + e.getMessage());
    }
  }
}
