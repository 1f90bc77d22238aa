package io.freshet.scoring;

import io.freshet.schemas.model.CoVisitationModel;
import io.freshet.schemas.model.EmbeddingModel;
import io.freshet.schemas.model.ItemTerms;
import io.freshet.schemas.model.ModelView;
import io.freshet.schemas.model.ModelsConfig;
import io.freshet.schemas.model.PopularityModel;
import io.freshet.schemas.model.RankingModel;
import io.freshet.schemas.model.SoftmaxModel;
import io.freshet.schemas.record.ItemFeatures;
import io.freshet.schemas.record.ParameterRow;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * All models of a scorer, fed from one changelog. Rows of models that it does not know are left
 * alone. Not thread-safe: it belongs to one subtask.
 */
public final class ModelViews {
  /** Version before the first row. */
  public static final long NO_VERSION = -1;

  private static final String TEXT_PREFIX = SoftmaxModel.modelName("");

  private final PopularityModel popularity;
  private final PopularityModel trending;
  private final CoVisitationModel coVisitation;
  private final CoVisitationModel transitions;
  private final EmbeddingModel embeddings;
  private final RankingModel ranker;
  private final Map<String, ModelView> byName = new HashMap<>();
  private final Map<String, SoftmaxModel> byTask = new HashMap<>();
  private long version = NO_VERSION;

  /** Empty models. */
  public ModelViews(ModelsConfig config) {
    this(
        List.of(
            new PopularityModel(config.popularity()),
            new PopularityModel(PopularityModel.TRENDING, config.trending()),
            new CoVisitationModel(config.coVisitation()),
            new CoVisitationModel(CoVisitationModel.TRANSITIONS, config.transitions()),
            new EmbeddingModel(config.embeddings()),
            config.ranker().model()));
  }

  /** Models that someone else fills; all that retrieval and ranking need, and others perhaps. */
  public ModelViews(List<? extends ModelView> models) {
    models.forEach(model -> byName.put(model.model(), model));
    popularity = view(PopularityModel.MODEL, PopularityModel.class);
    trending = view(PopularityModel.TRENDING, PopularityModel.class);
    coVisitation = view(CoVisitationModel.MODEL, CoVisitationModel.class);
    transitions = view(CoVisitationModel.TRANSITIONS, CoVisitationModel.class);
    embeddings = view(EmbeddingModel.MODEL, EmbeddingModel.class);
    ranker =
        models.stream()
            .filter(RankingModel.class::isInstance)
            .map(RankingModel.class::cast)
            .findFirst()
            .orElseThrow(() -> new IllegalArgumentException("no ranker among " + byName.keySet()));
    models.stream()
        .filter(SoftmaxModel.class::isInstance)
        .map(SoftmaxModel.class::cast)
        .forEach(this::addText);
  }

  /** Whether a row is of a text classifier. */
  public static boolean isText(ParameterRow row) {
    return row.getModel().startsWith(TEXT_PREFIX);
  }

  public PopularityModel popularity() {
    return popularity;
  }

  /** Popularity of the last days. */
  public PopularityModel trending() {
    return trending;
  }

  /** What is visited together. */
  public CoVisitationModel coVisitation() {
    return coVisitation;
  }

  /** What comes after what. */
  public CoVisitationModel transitions() {
    return transitions;
  }

  public EmbeddingModel embeddings() {
    return embeddings;
  }

  /** Takes the title and the categories of an item, for models that know items by them. */
  public void describe(ItemFeatures item) {
    if (item.getDeleted()) {
      embeddings.forget(item.getItem());
    } else {
      embeddings.describe(item.getItem(), ItemTerms.of(item.getTitle(), item.getCategories()));
    }
  }

  public RankingModel ranker() {
    return ranker;
  }

  /** The classifier of a task; absent before its first row. */
  public Optional<SoftmaxModel> text(String task) {
    return Optional.ofNullable(byTask.get(task));
  }

  /** Adds a classifier that someone else fills. */
  public void addText(SoftmaxModel model) {
    byName.put(model.model(), model);
    byTask.put(model.task(), model);
  }

  /** Position in the changelog of the newest row that was applied. */
  public long version() {
    return version;
  }

  /**
   * Applies a row.
   *
   * @param position of the row in the changelog
   */
  public void apply(ParameterRow row, long position) {
    ModelView view = byName.get(row.getModel());
    if (view == null && isText(row)) {
      addText(new SoftmaxModel(row.getModel().substring(TEXT_PREFIX.length())));
      view = byName.get(row.getModel());
    }
    if (view != null) {
      view.apply(row);
    }
    version = Math.max(version, position);
  }

  /** Hands every row of every model to a consumer. */
  public void forEachRow(Consumer<ParameterRow> consumer) {
    byName.values().forEach(view -> view.forEachRow(consumer));
  }

  private <M extends ModelView> M view(String name, Class<M> type) {
    ModelView view = byName.get(name);
    if (!type.isInstance(view)) {
      throw new IllegalArgumentException("no model " + name + " among " + byName.keySet());
    }
    return type.cast(view);
  }
}
