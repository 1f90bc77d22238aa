package io.freshet.learner;

import io.freshet.schemas.model.CoVisitationModel;
import io.freshet.schemas.model.EmbeddingModel;
import io.freshet.schemas.model.ForwardDecay;
import io.freshet.schemas.model.ModelsConfig;
import io.freshet.schemas.model.PopularityModel;
import io.freshet.schemas.model.RowKey;
import io.freshet.schemas.record.ParameterRow;
import io.freshet.schemas.record.RowDelta;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Adds deltas to rows: dense rows by index, sparse ones by column, decayed ones after both sides
 * were brought to the newer landmark. Rows of neighbours keep only positive weights; one that has
 * outgrown twice its bound keeps the heaviest: learners bound their own rows and say so in their
 * deltas, so this is for what several learners add up to.
 */
public final class RowMerge {
  /** Who adds what was published beside the learner job; see {@link Contribution}. */
  static final int CONTRIBUTOR = -1;

  private final ForwardDecay popularity;
  private final ForwardDecay trending;
  private final Map<String, Integer> neighbours;
  private final int admissionCount;

  /**
   * @param admissionCount a row is published from this many deltas on
   */
  public RowMerge(ModelsConfig models, int admissionCount) {
    this.popularity = models.decay(PopularityModel.MODEL);
    this.trending = models.decay(PopularityModel.TRENDING);
    this.neighbours =
        Map.of(
            CoVisitationModel.MODEL, models.coVisitation().neighbours(),
            CoVisitationModel.TRANSITIONS, models.transitions().neighbours());
    this.admissionCount = admissionCount;
  }

  /**
   * The row that a merge without state goes on from.
   *
   * @param published row of the topic, with values
   * @param offset of it
   */
  public MergedRow base(ParameterRow published, long offset) {
    MergedRow row = new MergedRow();
    row.landmark = published.getLandmark();
    addValues(row, published.getColumns(), doubles(published.getValues()), 1);
    row.ingestTime = published.getIngestTime();
    row.updatedTime = published.getUpdatedTime();
    row.deltas = admissionCount;
    row.base = offset;
    return row;
  }

  /** Whether a row holds a contribution already, since it was taken over from a later offset. */
  public static boolean isHeld(MergedRow row, RowDelta contribution) {
    return contribution.getSequence() <= row.base;
  }

  /** Whether a delta was published beside the learner job. */
  public static boolean isContribution(RowDelta delta) {
    return delta.getLearner() == CONTRIBUTOR;
  }

  /**
   * Adds a delta to a row.
   *
   * @param now of the merge, epoch milliseconds
   */
  public void add(MergedRow row, RowDelta delta, long now) {
    double factor = align(row, delta.getLandmark(), decay(delta.getModel()));
    addValues(row, delta.getColumns(), delta.getValues(), factor);
    if (isNeighbours(delta)) {
      keepPositive(row);
      bound(row, neighbours.get(delta.getModel()));
    }
    row.setPosition(delta.getLearner(), delta.getEpoch(), delta.getSequence());
    row.ingestTime = Math.max(row.ingestTime, delta.getIngestTime());
    row.updatedTime = now;
    row.deltas = isContribution(delta) ? Math.max(row.deltas, admissionCount) : row.deltas + 1;
  }

  public boolean isAdmitted(MergedRow row) {
    return row.deltas() >= admissionCount;
  }

  /** The row as it is published. */
  public ParameterRow publish(RowKey key, MergedRow row) {
    int length = row.isDense() ? row.values.length : row.size * row.width;
    List<Float> values = new ArrayList<>(length);
    for (int i = 0; i < length; i++) {
      values.add((float) row.value(i));
    }
    List<String> columns = Arrays.asList(Arrays.copyOf(row.columns, row.isDense() ? 0 : row.size));
    return new ParameterRow(
        key.model(),
        key.table(),
        key.key(),
        columns,
        values,
        row.landmark,
        row.positions(),
        row.ingestTime,
        row.updatedTime,
        null);
  }

  /** Whether a row is a vector of an embedding, one of the many that an example changes. */
  public static boolean isVector(RowDelta delta) {
    return delta.getModel().equals(EmbeddingModel.MODEL) && delta.getColumns().isEmpty();
  }

  /** Whether a row is one of neighbours, bounded and of positive weights. */
  public static boolean isNeighbours(RowDelta delta) {
    return delta.getTable().equals(CoVisitationModel.NEIGHBOURS)
        && (delta.getModel().equals(CoVisitationModel.MODEL)
            || delta.getModel().equals(CoVisitationModel.TRANSITIONS));
  }

  /** The decay of the rows of a model that have a landmark. */
  private ForwardDecay decay(String model) {
    return model.equals(PopularityModel.TRENDING) ? trending : popularity;
  }

  /** Moves the row to the delta's landmark if that is newer; returns the factor for the delta. */
  private static double align(MergedRow row, long landmark, ForwardDecay decay) {
    if (row.deltas == 0) {
      row.landmark = landmark;
    }
    if (landmark > row.landmark) {
      row.scale(decay.rescale(row.landmark, landmark));
      row.landmark = landmark;
    }
    return decay.rescale(landmark, row.landmark);
  }

  private static void addValues(
      MergedRow row, List<String> columns, List<Double> values, double factor) {
    if (columns.isEmpty()) {
      addDense(row, values, factor);
    } else {
      addSparse(row, columns, values);
    }
  }

  private static void addDense(MergedRow row, List<Double> values, double factor) {
    row.growDense(values.size());
    for (int i = 0; i < values.size(); i++) {
      row.values[i] += factor * values.get(i);
    }
  }

  private static void addSparse(MergedRow row, List<String> columns, List<Double> values) {
    int width = values.size() / columns.size();
    row.width = row.size == 0 ? width : row.width;
    for (int i = 0; i < columns.size(); i++) {
      int column = row.column(columns.get(i));
      for (int j = 0; j < width; j++) {
        row.values[column * width + j] += values.get(i * width + j);
      }
    }
  }

  private static List<Double> doubles(List<Float> values) {
    return values.stream().map(Float::doubleValue).toList();
  }

  private static void keepPositive(MergedRow row) {
    keepAbove(row, 0);
  }

  private static void bound(MergedRow row, int neighbours) {
    if (row.size > 2 * neighbours) {
      double[] sorted = Arrays.copyOf(row.values, row.size);
      Arrays.sort(sorted);
      keepAbove(row, sorted[row.size - neighbours - 1]);
    }
  }

  private static void keepAbove(MergedRow row, double threshold) {
    int kept = 0;
    for (int i = 0; i < row.size; i++) {
      if (row.values[i] > threshold) {
        row.moveColumn(i, kept++);
      }
    }
    row.truncate(kept);
  }
}
