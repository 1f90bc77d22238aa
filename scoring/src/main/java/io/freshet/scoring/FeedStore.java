package io.freshet.scoring;

import io.freshet.schemas.model.ModelsConfig;
import io.freshet.schemas.model.ScoredItem;
import io.freshet.schemas.record.Inference;
import io.freshet.schemas.record.ParameterRow;
import io.freshet.schemas.record.Recommendation;
import io.freshet.schemas.record.TextPrediction;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the feed server serves, materialised from topics: the latest list of each of the users that
 * were served last, the latest text predictions and answers of configured models, and the models of
 * lists. Bounded memory. Thread-safe.
 */
public final class FeedStore {
  private final LatestMap<Recommendation> lists;
  private final LatestMap<TextPrediction> texts;
  private final LatestMap<Inference> inferences;
  private final ModelViews models;
  private long listsSeen;
  private long textsSeen;
  private long inferencesSeen;
  private long rowsSeen;

  public FeedStore(FeedConfig config, ModelsConfig models) {
    this.lists = new LatestMap<>(config.users());
    this.texts = new LatestMap<>(config.texts());
    this.inferences = new LatestMap<>(config.inferences());
    this.models = new ModelViews(models);
  }

  public synchronized void accept(Recommendation list) {
    listsSeen++;
    lists.putLatest(list.getUser(), list);
  }

  public synchronized void accept(TextPrediction prediction) {
    textsSeen++;
    texts.putLatest(prediction.getTextId(), withoutFeatures(prediction));
  }

  public synchronized void accept(Inference inference) {
    inferencesSeen++;
    inferences.putLatest(inference.getId(), inference);
  }

  /** Nobody is served the features, and with them a text takes ten times the memory. */
  private static TextPrediction withoutFeatures(TextPrediction prediction) {
    return new TextPrediction(
        prediction.getTextId(),
        prediction.getHeads(),
        List.of(),
        List.of(),
        prediction.getFeatureSet(),
        prediction.getModelVersion(),
        prediction.getVariant(),
        prediction.getEventTime(),
        prediction.getTextIngestTime(),
        prediction.getServedTime(),
        prediction.getEmbedding().orElse(null),
        prediction.getEmbeddingScale(),
        prediction.getEncoding());
  }

  /** Takes a model row; those of text classifiers are not needed here. */
  public synchronized void accept(ParameterRow row, long position) {
    rowsSeen++;
    if (!ModelViews.isText(row)) {
      models.apply(row, position);
    }
  }

  /** The latest list of a user. */
  public synchronized Optional<Recommendation> list(String user) {
    return Optional.ofNullable(lists.get(user));
  }

  public synchronized Optional<TextPrediction> text(String textId) {
    return Optional.ofNullable(texts.get(textId));
  }

  /** What a configured model answered to a request. */
  public synchronized Optional<Inference> inference(String id) {
    return Optional.ofNullable(inferences.get(id));
  }

  /** The most popular items: what a user gets who has no list yet. */
  public synchronized List<ScoredItem> popular(int k) {
    return models.popularity().top(k, item -> true);
  }

  /** Whether co-visitation has seen an item. */
  public synchronized boolean isKnown(String item) {
    return models.coVisitation().count(item) > 0;
  }

  /** The items most similar to one, best first. */
  public synchronized List<ScoredItem> similar(String item, int k) {
    return models.coVisitation().similar(item, k, other -> !other.equals(item));
  }

  /** Weight of a ranking feature in the ranker. */
  public synchronized float weight(int feature) {
    return models.ranker().weight(feature);
  }

  /** Position in {@code parameters} of the newest row. */
  public synchronized long modelVersion() {
    return models.version();
  }

  /** Figures of the store by metric name. */
  public synchronized Map<String, Long> figures() {
    return Map.of(
        "freshet_feed_lists_total",
        listsSeen,
        "freshet_feed_text_predictions_total",
        textsSeen,
        "freshet_feed_inferences_total",
        inferencesSeen,
        "freshet_feed_rows_total",
        rowsSeen,
        "freshet_feed_users",
        (long) lists.size(),
        "freshet_feed_texts",
        (long) texts.size(),
        "freshet_feed_model_version",
        models.version());
  }
}
