package io.freshet.deploy;

import io.freshet.ingestion.IngestionConfig;
import io.freshet.ingestion.http.IngestServer;
import io.freshet.schemas.config.ConfigFile;
import io.freshet.schemas.kafka.KafkaConfig;
import io.freshet.schemas.model.ModelsConfig;
import io.freshet.scoring.FeedConfig;
import io.freshet.scoring.ScoringConfig;
import io.freshet.scoring.http.FeedServer;
import java.net.URI;

/** The HTTP servers of a standalone instance. */
final class Servers implements AutoCloseable {
  private final Closing parts = new Closing();
  private final URI ingest;
  private final URI feed;

  private Servers(ConfigFile config) {
    KafkaConfig kafka = config.section("kafka", KafkaConfig.defaults());
    IngestionConfig ingestion = config.section("ingestion", IngestionConfig.defaults());
    ScoringConfig scoring = config.section(ScoringConfig.SECTION, ScoringConfig.defaults());
    ModelsConfig models = config.section("models", ModelsConfig.defaults());
    ingest = url(ingestion.host(), parts.add(IngestServer.start(ingestion, kafka)).port());
    feed = url(scoring.feed().host(), parts.add(FeedServer.start(scoring, models, kafka)).port());
  }

  static Servers start(ConfigFile config) {
    return new Servers(config);
  }

  /** Fails, naming the key, when a port is taken. */
  static void requireFreePorts(ConfigFile config) {
    IngestionConfig ingestion = config.section("ingestion", IngestionConfig.defaults());
    FeedConfig feed = config.section(ScoringConfig.SECTION, ScoringConfig.defaults()).feed();
    Ports.requireFree("ingestion.port", ingestion.host(), ingestion.port());
    Ports.requireFree("scoring.feed.port", feed.host(), feed.port());
  }

  URI ingestUrl() {
    return ingest;
  }

  URI feedUrl() {
    return feed;
  }

  private static URI url(String host, int port) {
    String reachable = host.equals("0.0.0.0") ? "localhost" : host;
    return URI.create("http://" + reachable + ":" + port);
  }

  @Override
  public void close() {
    parts.close();
  }
}
