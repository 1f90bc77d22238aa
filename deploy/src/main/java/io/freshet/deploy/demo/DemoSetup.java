package io.freshet.deploy.demo;

import io.freshet.deploy.Ports;
import io.freshet.deploy.StandaloneConfig;
import io.freshet.ingestion.IngestionConfig;
import io.freshet.schemas.config.ConfigException;
import io.freshet.schemas.config.ConfigFile;
import io.freshet.scoring.FeedConfig;
import io.freshet.scoring.ScoringConfig;
import io.freshet.scoring.text.TaskConfig;
import io.freshet.scoring.text.TextServingConfig;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The configuration that the demo runs the pipeline with. */
final class DemoSetup {
  private final List<String> notes = new ArrayList<>();
  private final ConfigFile config;

  /**
   * @param data directory of the standalone instance
   */
  DemoSetup(ConfigFile file, DemoConfig demo, Path data) {
    config =
        withFreePorts(file)
            .with("standalone", "data-directory", data.toString())
            .with("features", "attribution-window", demo.attributionWindow())
            .with("scoring", "variants", demo.variants())
            .with("scoring", "text", withTopics(file));
  }

  ConfigFile config() {
    return config;
  }

  /** Ports that were taken, and so replaced by free ones. */
  List<String> notes() {
    return List.copyOf(notes);
  }

  /** Topics are known by their names alone, so that the first texts are no guess. */
  private static TextServingConfig withTopics(ConfigFile file) {
    Map<String, List<String>> topics = new LinkedHashMap<>();
    Vocabulary.TOPICS.forEach(topic -> topics.put(topic.name(), List.of()));
    return file.section(ScoringConfig.SECTION, ScoringConfig.defaults())
        .text()
        .withTask("topic", new TaskConfig(topics, null));
  }

  private ConfigFile withFreePorts(ConfigFile file) {
    StandaloneConfig standalone =
        file.section(StandaloneConfig.SECTION, StandaloneConfig.defaults());
    String host = standalone.host();
    IngestionConfig ingestion = file.section("ingestion", IngestionConfig.defaults());
    FeedConfig feed = file.section(ScoringConfig.SECTION, ScoringConfig.defaults()).feed();
    return file.with(
            "standalone",
            "broker-port",
            free("standalone.broker-port", host, standalone.brokerPort()))
        .with(
            "standalone", "flink-port", free("standalone.flink-port", host, standalone.flinkPort()))
        .with("ingestion", "port", free("ingestion.port", ingestion.host(), ingestion.port()))
        .with(
            "scoring", "feed", feed.withPort(free("scoring.feed.port", feed.host(), feed.port())));
  }

  private int free(String key, String host, int port) {
    try {
      Ports.requireFree(key, host, port);
      return port;
    } catch (ConfigException e) {
      notes.add(e.getMessage() + "; the demo takes another");
      return 0;
    }
  }
}
