package io.freshet.schemas.topic;

import static io.freshet.schemas.topic.CleanupPolicy.COMPACT;
import static io.freshet.schemas.topic.CleanupPolicy.COMPACT_DELETE;
import static io.freshet.schemas.topic.CleanupPolicy.DELETE;

import io.freshet.schemas.model.RowKey;
import io.freshet.schemas.record.Alert;
import io.freshet.schemas.record.Example;
import io.freshet.schemas.record.Inference;
import io.freshet.schemas.record.InferenceRequest;
import io.freshet.schemas.record.Interaction;
import io.freshet.schemas.record.Item;
import io.freshet.schemas.record.ItemFeatures;
import io.freshet.schemas.record.Label;
import io.freshet.schemas.record.ModelVersion;
import io.freshet.schemas.record.Outcome;
import io.freshet.schemas.record.ParameterRow;
import io.freshet.schemas.record.Progress;
import io.freshet.schemas.record.Recommendation;
import io.freshet.schemas.record.RecommendationRequest;
import io.freshet.schemas.record.Rejected;
import io.freshet.schemas.record.Text;
import io.freshet.schemas.record.TextPrediction;
import io.freshet.schemas.record.UserFeatures;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The topic catalogue: every topic of the pipeline, and nothing else names one. */
public final class Topics {
  /** A dead letter holds a message as long as Kafka takes by default, and what is wrong with it. */
  public static final int MAX_RECORD_BYTES = 2 << 20;

  private static final Duration WEEK = Duration.ofDays(7);
  private static final int KEYED = 4;

  public static final Topic<Interaction> INTERACTIONS =
      new Topic<>(
          "interactions",
          Interaction.class,
          Interaction::getUser,
          KEYED,
          DELETE,
          WEEK,
          "what users did");
  public static final Topic<Item> ITEMS =
      new Topic<>(
          "items",
          Item.class,
          Item::getItem,
          KEYED,
          COMPACT,
          WEEK,
          "item descriptions, latest per item");
  public static final Topic<Text> TEXTS =
      new Topic<>("texts", Text.class, Text::getTextId, KEYED, DELETE, WEEK, "texts to classify");
  public static final Topic<Label> LABELS =
      new Topic<>(
          "labels",
          Label.class,
          Label::getTextId,
          KEYED,
          DELETE,
          WEEK,
          "true classes of texts, delayed");
  public static final Topic<RecommendationRequest> REQUESTS =
      new Topic<>(
          "requests",
          RecommendationRequest.class,
          RecommendationRequest::getUser,
          KEYED,
          DELETE,
          WEEK,
          "requests for a fresh list");
  public static final Topic<UserFeatures> USER_FEATURES =
      new Topic<>(
          "user-features",
          UserFeatures.class,
          UserFeatures::getUser,
          KEYED,
          COMPACT,
          WEEK,
          "latest features per user");
  public static final Topic<ItemFeatures> ITEM_FEATURES =
      new Topic<>(
          "item-features",
          ItemFeatures.class,
          ItemFeatures::getItem,
          KEYED,
          COMPACT,
          WEEK,
          "latest features per item");
  public static final Topic<Example> EXAMPLES =
      new Topic<>(
          "examples",
          Example.class,
          Example::getKey,
          KEYED,
          DELETE,
          WEEK,
          "training examples, exactly once");
  public static final Topic<Outcome> OUTCOMES =
      new Topic<>(
          "outcomes",
          Outcome.class,
          Outcome::getKey,
          KEYED,
          DELETE,
          WEEK,
          "how served predictions turned out");
  public static final Topic<Progress> PROGRESS =
      new Topic<>(
          "progress",
          Progress.class,
          p -> p.getSource() + '/' + p.getTask() + '/' + p.getModel() + '/' + p.getSubtask(),
          1,
          COMPACT_DELETE,
          WEEK,
          "figures of the models, cumulative and windowed");

  /** One partition: a row's offset is then the model version, and all views see one order. */
  public static final Topic<ParameterRow> PARAMETERS =
      new Topic<>(
          "parameters",
          ParameterRow.class,
          row -> RowKey.of(row).toString(),
          1,
          COMPACT,
          WEEK,
          "the models, row by row");

  public static final Topic<Recommendation> RECOMMENDATIONS =
      new Topic<>(
          "recommendations",
          Recommendation.class,
          Recommendation::getUser,
          KEYED,
          DELETE,
          WEEK,
          "lists served");
  public static final Topic<TextPrediction> TEXT_PREDICTIONS =
      new Topic<>(
          "text-predictions",
          TextPrediction.class,
          TextPrediction::getTextId,
          KEYED,
          DELETE,
          WEEK,
          "class probabilities served");
  public static final Topic<Rejected> REJECTED =
      new Topic<>("rejected", Rejected.class, Rejected::getReason, 1, DELETE, WEEK, "dead letters");
  public static final Topic<Rejected> LATE =
      new Topic<>(
          "late",
          Rejected.class,
          Rejected::getReason,
          1,
          DELETE,
          WEEK,
          "outcomes that came too late");

  /** Pointers to model files, never the files: the newest of a role wins. */
  public static final Topic<ModelVersion> MODELS =
      new Topic<>(
          "models",
          ModelVersion.class,
          ModelVersion::getRole,
          1,
          COMPACT,
          WEEK,
          "which file takes which place in the scoring job");

  public static final Topic<InferenceRequest> INFERENCE_REQUESTS =
      new Topic<>(
          "inference-requests",
          InferenceRequest.class,
          InferenceRequest::getId,
          KEYED,
          DELETE,
          WEEK,
          "inputs of configured models");
  public static final Topic<Inference> INFERENCES =
      new Topic<>(
          "inferences",
          Inference.class,
          Inference::getId,
          KEYED,
          DELETE,
          WEEK,
          "what configured models answered");
  public static final Topic<Alert> ALERTS =
      new Topic<>(
          "alerts",
          Alert.class,
          Alert::getSubject,
          1,
          DELETE,
          WEEK,
          "what somebody should look at");

  private Topics() {}

  public static List<Topic<?>> all() {
    return List.of(
        INTERACTIONS,
        ITEMS,
        TEXTS,
        LABELS,
        REQUESTS,
        USER_FEATURES,
        ITEM_FEATURES,
        EXAMPLES,
        OUTCOMES,
        PROGRESS,
        PARAMETERS,
        RECOMMENDATIONS,
        TEXT_PREDICTIONS,
        MODELS,
        INFERENCE_REQUESTS,
        INFERENCES,
        ALERTS,
        REJECTED,
        LATE);
  }

  public static Optional<Topic<?>> named(String name) {
    return all().stream().filter(topic -> topic.name().equals(name)).findFirst();
  }
}
