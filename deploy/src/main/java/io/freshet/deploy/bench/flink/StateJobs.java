package io.freshet.deploy.bench.flink;

import io.freshet.deploy.bench.GeneratedRecords;
import io.freshet.features.FeatureConfig;
import io.freshet.features.flink.FeatureTopology;
import io.freshet.learner.LearnerConfig;
import io.freshet.learner.LearnerJob;
import io.freshet.learner.flink.LearnerTopology;
import io.freshet.schemas.flink.Received;
import io.freshet.schemas.model.ModelsConfig;
import io.freshet.schemas.record.Example;
import io.freshet.schemas.record.InferenceRequest;
import io.freshet.schemas.record.Interaction;
import io.freshet.schemas.record.Item;
import io.freshet.schemas.record.ItemFeatures;
import io.freshet.schemas.record.Label;
import io.freshet.schemas.record.ModelVersion;
import io.freshet.schemas.record.ParameterRow;
import io.freshet.schemas.record.Recommendation;
import io.freshet.schemas.record.RecommendationRequest;
import io.freshet.schemas.record.Text;
import io.freshet.schemas.record.TextPrediction;
import io.freshet.schemas.record.UserFeatures;
import io.freshet.scoring.ScoringConfig;
import io.freshet.scoring.flink.ScoringInputs;
import io.freshet.scoring.flink.ScoringOutputs;
import io.freshet.scoring.flink.ScoringTopology;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.flink.formats.avro.typeutils.AvroTypeInfo;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** The pipeline's topologies between generators and nothing, with their shipped defaults. */
final class StateJobs {
  static final String ITEMS = "items";
  static final String USERS = "users";
  static final String EXAMPLES = "examples";

  private StateJobs() {}

  /**
   * Users and items of the feature job. After every interaction the user's next list comes back, to
   * wait for its outcome.
   */
  static void features(
      StreamExecutionEnvironment environment, Gates gates, GeneratedRecords records) {
    Feeds feeds = new Feeds(environment, gates);
    FeatureTopology.Outputs outputs =
        FeatureTopology.define(
            new FeatureTopology.Inputs(
                feeds.generated(USERS, avro(Interaction.class), records::interaction),
                feeds.generated(ITEMS, avro(Item.class), records::item),
                feeds.from("lists", avro(Recommendation.class)),
                feeds.silent("text-predictions", avro(TextPrediction.class)),
                feeds.silent("labels", avro(Label.class))),
            FeatureConfig.defaults());
    DataStream<Recommendation> lists =
        outputs
            .userFeatures()
            .map(records::list, avro(Recommendation.class))
            .uid("state-make-lists")
            .name("state-make-lists");
    feeds.into("lists", lists);
    Feeds.discard("item-features", outputs.itemFeatures());
    Feeds.discard("examples", outputs.examples());
    Feeds.discard("outcomes", outputs.outcomes());
    Feeds.discard("progress", outputs.progress());
    Feeds.discard("late", outputs.late());
  }

  /** Users and the catalogue of the scoring job, while its models are empty. */
  static void scoring(
      StreamExecutionEnvironment environment, Gates gates, GeneratedRecords records) {
    Feeds feeds = new Feeds(environment, gates);
    ScoringOutputs outputs =
        ScoringTopology.define(
            new ScoringInputs(
                feeds.generated(
                    USERS,
                    Received.typeOf(UserFeatures.class),
                    number -> Received.of(records.userFeatures(number), 0, number)),
                feeds.silent("requests", Received.typeOf(RecommendationRequest.class)),
                feeds.silent("texts", Received.typeOf(Text.class)),
                feeds.silent("parameters", Received.typeOf(ParameterRow.class)),
                feeds.generated(
                    ITEMS,
                    Received.typeOf(ItemFeatures.class),
                    number -> Received.of(records.itemFeatures(number), 0, number)),
                feeds.silent("models", Received.typeOf(ModelVersion.class)),
                feeds.silent("inference-requests", Received.typeOf(InferenceRequest.class))),
            ScoringConfig.defaults(),
            ModelsConfig.defaults());
    Feeds.discard("recommendations", outputs.recommendations());
    Feeds.discard("text-predictions", outputs.textPredictions());
    Feeds.discard("inferences", outputs.inferences());
    Feeds.discard("alerts", outputs.alerts());
    Feeds.discard("rejected", outputs.rejected());
  }

  /** The learners' models and the merged rows; what is published comes back. */
  static void learner(
      StreamExecutionEnvironment environment, Gates gates, GeneratedRecords records) {
    Feeds feeds = new Feeds(environment, gates);
    LearnerTopology.Outputs outputs =
        LearnerTopology.define(
            new LearnerTopology.Inputs(
                feeds.generated(
                    EXAMPLES,
                    Received.typeOf(Example.class),
                    number -> Received.of(records.example(number), 0, number)),
                feeds.from("parameters", Received.typeOf(ParameterRow.class)),
                feeds.none("start", Received.typeOf(ParameterRow.class))),
            ModelsConfig.defaults(),
            LearnerConfig.defaults(),
            LearnerJob.NAME);
    DataStream<Received<ParameterRow>> published =
        outputs
            .parameters()
            .map(row -> Received.of(row, 0, 0), Received.typeOf(ParameterRow.class))
            .uid("state-publish-rows")
            .name("state-publish-rows");
    feeds.into("parameters", published);
    Feeds.discard("progress", outputs.progress());
    Feeds.discard("rejected", outputs.rejected());
  }

  private static <T extends SpecificRecordBase> AvroTypeInfo<T> avro(Class<T> type) {
    return new AvroTypeInfo<>(type);
  }
}
