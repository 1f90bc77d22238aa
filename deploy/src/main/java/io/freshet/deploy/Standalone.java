package io.freshet.deploy;

import io.freshet.deploy.flink.EmbeddedFlink;
import io.freshet.deploy.flink.FlinkPlace;
import io.freshet.deploy.flink.JobDefinition;
import io.freshet.deploy.flink.PipelineJobs;
import io.freshet.deploy.kafka.EmbeddedBroker;
import io.freshet.deploy.kafka.RawTopics;
import io.freshet.ingestion.IngestionConfig;
import io.freshet.schemas.config.ConfigFile;
import io.freshet.schemas.flink.FlinkConfig;
import io.freshet.schemas.kafka.KafkaConfig;
import io.freshet.schemas.kafka.TopicCreator;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The pipeline in one process: a Kafka broker, a Flink cluster, the jobs and the HTTP servers, on
 * one data directory. It is composition only: the same jobs and servers run apart on a cluster.
 */
public final class Standalone implements AutoCloseable {
  private static final Duration START_TIMEOUT = Duration.ofMinutes(2);

  private final StandaloneConfig settings;
  private final Closing parts = new Closing();
  private final DataDirectory data;
  private final EmbeddedBroker broker;
  private final EmbeddedFlink flink;
  private final Optional<Servers> servers;
  private final ConfigFile config;
  private final String encoder;
  private final List<String> resumed = new ArrayList<>();

  private Standalone(ConfigFile file, StandaloneOptions options) throws Exception {
    settings = StandaloneConfig.of(file);
    requireFreePorts(file, options);
    data = parts.add(DataDirectory.open(settings.data()));
    try (EncoderStart starting = EncoderStart.begin(file, options)) {
      broker =
          parts.add(EmbeddedBroker.start(data.broker(), settings.host(), settings.brokerPort()));
      KafkaConfig kafka = KafkaConfig.defaults().withBootstrapServers(broker.bootstrapServers());
      config = file.with("kafka", kafka);
      TopicCreator.createMissing(kafka);
      RawTopics.createMissing(kafka, rawTopics());
      flink = parts.add(startFlink(options));
      submitJobs(options);
      servers =
          options.servers() ? Optional.of(parts.add(Servers.start(config))) : Optional.empty();
      flink.awaitRunning(START_TIMEOUT);
      encoder = starting.await();
    } catch (Exception e) {
      parts.close();
      throw e;
    }
  }

  /** Starts everything and returns when all of it runs. */
  public static Standalone start(ConfigFile config, StandaloneOptions options) throws Exception {
    return new Standalone(config, options);
  }

  private void requireFreePorts(ConfigFile file, StandaloneOptions options) {
    if (options.servers()) {
      Servers.requireFreePorts(file);
    }
    Ports.requireFree("standalone.broker-port", settings.host(), settings.brokerPort());
    Ports.requireFree("standalone.flink-port", settings.host(), settings.flinkPort());
  }

  private List<String> rawTopics() {
    return config.section("ingestion", IngestionConfig.defaults()).rawTopics().stream()
        .map(IngestionConfig.RawTopic::topic)
        .toList();
  }

  private EmbeddedFlink startFlink(StandaloneOptions options) throws Exception {
    FlinkConfig flinkConfig = config.section("flink", FlinkConfig.defaults());
    return EmbeddedFlink.start(
        new FlinkPlace(settings.host(), settings.flinkPort(), data.checkpoints(), data.temporary()),
        options.jobs().size() * flinkConfig.parallelism(),
        flinkConfig.stateBackend().equals("rocksdb"));
  }

  private void submitJobs(StandaloneOptions options) throws Exception {
    for (JobDefinition job : PipelineJobs.all()) {
      if (options.jobs().contains(job.name()) && job.needed().test(config)) {
        flink.submit(job, config).ifPresent(point -> resumed.add(job.name()));
      }
    }
  }

  /** The configuration of this instance: Kafka is the broker in the process. */
  public ConfigFile config() {
    return config;
  }

  public String bootstrapServers() {
    return broker.bootstrapServers();
  }

  /** Address of Flink's web UI. */
  public URI flinkUrl() {
    return flink.webUrl();
  }

  /** Address of the ingest server; fails when the servers were left out. */
  public URI ingestUrl() {
    return servers.orElseThrow().ingestUrl();
  }

  /** Address of the feed server; fails when the servers were left out. */
  public URI feedUrl() {
    return servers.orElseThrow().feedUrl();
  }

  /** The configured text encoder and where it runs. */
  public String encoder() {
    return encoder;
  }

  public Path dataDirectory() {
    return data.path();
  }

  /** Names of the jobs that went on from a checkpoint or savepoint. */
  public List<String> resumed() {
    return List.copyOf(resumed);
  }

  /** Stops the jobs with savepoints, then the servers, Flink and the broker. */
  @Override
  public void close() throws InterruptedException {
    flink.stopJobs(settings.stopTimeout());
    parts.close();
  }
}
