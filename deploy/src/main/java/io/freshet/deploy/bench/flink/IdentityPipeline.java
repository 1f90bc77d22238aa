package io.freshet.deploy.bench.flink;

import io.freshet.deploy.bench.kafka.TopicSetup;
import io.freshet.deploy.flink.EmbeddedFlink;
import io.freshet.deploy.flink.FlinkPlace;
import io.freshet.deploy.flink.JobDefinition;
import io.freshet.deploy.kafka.EmbeddedBroker;
import io.freshet.schemas.config.ConfigFile;
import io.freshet.schemas.flink.Accepted;
import io.freshet.schemas.flink.FlinkConfig;
import io.freshet.schemas.flink.KafkaSinks;
import io.freshet.schemas.flink.KafkaSources;
import io.freshet.schemas.kafka.KafkaConfig;
import io.freshet.schemas.record.Interaction;
import io.freshet.schemas.topic.CleanupPolicy;
import io.freshet.schemas.topic.Topic;
import io.freshet.schemas.topic.Topics;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * Kafka → Flink → Kafka and nothing else: interactions are decoded, handed on and encoded again, on
 * a broker and a Flink cluster of their own, with the pipeline's own sources, sinks and settings.
 */
public final class IdentityPipeline implements AutoCloseable {
  /** What comes out. */
  public static final Topic<Interaction> OUT =
      new Topic<>(
          "identity",
          Interaction.class,
          Interaction::getUser,
          Topics.INTERACTIONS.partitions(),
          CleanupPolicy.DELETE,
          Topics.INTERACTIONS.retention(),
          "interactions as they came in");

  private static final String JOB = "identity-job";
  private static final String HOST = "localhost";
  private static final Duration START_TIMEOUT = Duration.ofMinutes(1);
  private static final Duration STOP_TIMEOUT = Duration.ofSeconds(10);

  private final EmbeddedBroker broker;
  private final EmbeddedFlink flink;
  private final KafkaConfig kafka;

  private IdentityPipeline(EmbeddedBroker broker, EmbeddedFlink flink, KafkaConfig kafka) {
    this.broker = broker;
    this.flink = flink;
    this.kafka = kafka;
  }

  /**
   * @param directory for topics and checkpoints
   */
  public static IdentityPipeline start(ConfigFile file, Path directory) throws Exception {
    EmbeddedBroker broker = EmbeddedBroker.start(directory.resolve("kafka"), HOST, 0);
    KafkaConfig kafka = KafkaConfig.defaults().withBootstrapServers(broker.bootstrapServers());
    TopicSetup.create(kafka, Topics.INTERACTIONS, OUT);
    ConfigFile config = file.with("kafka", kafka);
    FlinkConfig settings = config.section("flink", FlinkConfig.defaults());
    FlinkPlace place =
        new FlinkPlace(HOST, 0, directory.resolve("checkpoints"), directory.resolve("tmp"));
    EmbeddedFlink flink =
        EmbeddedFlink.start(
            place, settings.parallelism(), settings.stateBackend().equals("rocksdb"));
    flink.submit(new JobDefinition(JOB, IdentityPipeline::define), config);
    flink.awaitRunning(START_TIMEOUT);
    return new IdentityPipeline(broker, flink, kafka);
  }

  public KafkaConfig kafka() {
    return kafka;
  }

  private static void define(StreamExecutionEnvironment environment, ConfigFile config) {
    KafkaConfig kafka = config.section("kafka", KafkaConfig.defaults());
    FlinkConfig flink = config.section("flink", FlinkConfig.defaults());
    KafkaSources sources = new KafkaSources(environment, kafka, flink, JOB);
    new KafkaSinks(kafka, JOB)
        .atLeastOnce(
            Accepted.of(
                sources.read(Topics.INTERACTIONS, Interaction::getEventTime),
                Interaction.class,
                "identity-accept-interactions"),
            OUT);
  }

  @Override
  public void close() throws Exception {
    flink.stopJobs(STOP_TIMEOUT);
    flink.close();
    broker.close();
  }
}
