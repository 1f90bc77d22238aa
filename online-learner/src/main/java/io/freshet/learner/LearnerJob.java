package io.freshet.learner;

import io.freshet.learner.flink.LearnerTopology;
import io.freshet.schemas.config.ConfigException;
import io.freshet.schemas.config.ConfigFile;
import io.freshet.schemas.flink.FlinkConfig;
import io.freshet.schemas.flink.JobEnvironment;
import io.freshet.schemas.flink.KafkaSinks;
import io.freshet.schemas.flink.KafkaSources;
import io.freshet.schemas.kafka.KafkaConfig;
import io.freshet.schemas.model.ModelsConfig;
import io.freshet.schemas.record.Example;
import io.freshet.schemas.topic.Topics;
import java.nio.file.Path;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Learns from examples and publishes the models, row by row. */
public final class LearnerJob {
  public static final String NAME = "learner-job";

  private LearnerJob() {}

  public static void main(String[] args) throws Exception {
    ConfigException.require(
        args.length == 2 && args[0].equals("--config"),
        "arguments",
        String.join(" ", args),
        "--config FILE");
    ConfigFile config = ConfigFile.read(Path.of(args[1]));
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.getExecutionEnvironment(
            JobEnvironment.configuration(config.section("flink", FlinkConfig.defaults())));
    define(environment, config);
    environment.execute("freshet-" + NAME);
  }

  /** Opens the sources, defines the topology and attaches the sinks. */
  public static void define(StreamExecutionEnvironment environment, ConfigFile config) {
    KafkaConfig kafka = config.section("kafka", KafkaConfig.defaults());
    FlinkConfig flink = config.section("flink", FlinkConfig.defaults());
    LearnerConfig learner = config.section("learner", LearnerConfig.defaults());
    environment.enableCheckpointing(learner.checkpointInterval().toMillis());

    KafkaSources sources = new KafkaSources(environment, kafka, flink, NAME);
    LearnerTopology.Outputs outputs =
        LearnerTopology.define(
            new LearnerTopology.Inputs(
                sources.read(Topics.EXAMPLES, Example::getEventTime),
                sources.readChangelog(Topics.PARAMETERS),
                sources.readUpToStart(Topics.PARAMETERS)),
            config.section("models", ModelsConfig.defaults()),
            learner,
            NAME);

    KafkaSinks sinks = new KafkaSinks(kafka, NAME);
    sinks.atLeastOnce(outputs.parameters(), Topics.PARAMETERS);
    sinks.atLeastOnce(outputs.progress(), Topics.PROGRESS);
    sinks.atLeastOnce(outputs.rejected(), Topics.REJECTED);
  }
}
