package io.freshet.scoring;

import io.freshet.schemas.config.ConfigFile;
import io.freshet.schemas.flink.FlinkConfig;
import io.freshet.schemas.flink.JobEnvironment;
import io.freshet.schemas.flink.KafkaSinks;
import io.freshet.schemas.flink.KafkaSources;
import io.freshet.schemas.kafka.KafkaConfig;
import io.freshet.schemas.model.ModelsConfig;
import io.freshet.schemas.record.InferenceRequest;
import io.freshet.schemas.record.RecommendationRequest;
import io.freshet.schemas.record.Text;
import io.freshet.schemas.record.UserFeatures;
import io.freshet.schemas.topic.Topics;
import io.freshet.scoring.flink.ScoringInputs;
import io.freshet.scoring.flink.ScoringOutputs;
import io.freshet.scoring.flink.ScoringTopology;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * Scores users, requests and texts with the models of the topic {@code parameters}, and answers
 * what is asked of the configured models.
 */
public final class ScoringJob {
  public static final String NAME = "scoring-job";

  private ScoringJob() {}

  /** Puts the job on an environment. */
  public static void define(StreamExecutionEnvironment environment, ConfigFile config) {
    KafkaConfig kafka = config.section("kafka", KafkaConfig.defaults());
    FlinkConfig flink = config.section("flink", FlinkConfig.defaults());
    ScoringConfig scoring = config.section(ScoringConfig.SECTION, ScoringConfig.defaults());
    environment.enableCheckpointing(scoring.checkpointInterval().toMillis());
    KafkaSources sources = new KafkaSources(environment, kafka, flink, NAME);
    ScoringInputs inputs =
        new ScoringInputs(
            sources.read(Topics.USER_FEATURES, UserFeatures::getEventTime),
            sources.read(Topics.REQUESTS, RecommendationRequest::getEventTime),
            sources.read(Topics.TEXTS, Text::getEventTime),
            sources.readChangelog(Topics.PARAMETERS),
            sources.readChangelog(Topics.ITEM_FEATURES),
            sources.readChangelog(Topics.MODELS),
            sources.read(Topics.INFERENCE_REQUESTS, InferenceRequest::getEventTime));
    ScoringOutputs outputs =
        ScoringTopology.define(inputs, scoring, config.section("models", ModelsConfig.defaults()));
    KafkaSinks sinks = new KafkaSinks(kafka, NAME);
    sinks.atLeastOnce(outputs.recommendations(), Topics.RECOMMENDATIONS);
    sinks.atLeastOnce(outputs.textPredictions(), Topics.TEXT_PREDICTIONS);
    sinks.atLeastOnce(outputs.inferences(), Topics.INFERENCES);
    sinks.atLeastOnce(outputs.alerts(), Topics.ALERTS);
    sinks.atLeastOnce(outputs.rejected(), Topics.REJECTED);
  }

  /** {@code --config FILE}. */
  public static void main(String[] args) throws Exception {
    ConfigFile config = Arguments.config(args);
    FlinkConfig flink = config.section("flink", FlinkConfig.defaults());
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.getExecutionEnvironment(JobEnvironment.configuration(flink));
    define(environment, config);
    environment.execute("freshet-" + NAME);
  }
}
