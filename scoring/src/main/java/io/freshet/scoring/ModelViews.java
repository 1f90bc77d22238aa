package io.freshet.scoring;

import io.freshet.schemas.model.CoVisitationModel;
import io.freshet.schemas.model.ModelView;
import io.freshet.schemas.model.ModelsConfig;
import io.freshet.schemas.model.PopularityModel;
import io.freshet.schemas.model.RankingModel;
import io.freshet.schemas.model.SoftmaxModel;
import io.freshet.schemas.record.ParameterRow;
import java.util.HashMap;
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
  private final CoVisitationModel coVisitation;
  private final RankingModel ranker;
  private final Map<String, ModelView> byName = new HashMap<>();
  private final Map<String, SoftmaxModel> byTask = new HashMap<>();
  private long version = NO_VERSION;

  /** Empty models. */
  public ModelViews(ModelsConfig config) {
    this(
        new PopularityModel(config.popularity()),
        new CoVisitationModel(config.coVisitation()),
        config.ranker().model());
  }

  /** Models that someone else fills. */
  public ModelViews(
      PopularityModel popularity, CoVisitationModel coVisitation, RankingModel ranker) {
    this.popularity = popularity;
    this.coVisitation = coVisitation;
    this.ranker = ranker;
    byName.put(popularity.model(), popularity);
    byName.put(coVisitation.model(), coVisitation);
    byName.put(ranker.model(), ranker);
  }

  /** Whether a row is of a text classifier. */
  public static boolean isText(ParameterRow row) {
    return row.getModel().startsWith(TEXT_PREFIX);
  }

  public PopularityModel popularity() {
    return popularity;
  }

  public CoVisitationModel coVisitation() {
    return coVisitation;
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
}
