package io.freshet.learner;

import io.freshet.schemas.model.CoVisitationConfig;
import io.freshet.schemas.model.CoVisitationModel;
import io.freshet.schemas.record.Example;
import io.freshet.schemas.record.ExampleKind;
import io.freshet.schemas.record.HistoryEntry;
import io.freshet.schemas.record.InteractionType;
import io.freshet.schemas.record.RowDelta;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Counts a next item that was not disliked, and its pairs with the last {@code window} items of the
 * history: for the one d steps back, w(a, b) and w(b, a) grow by {@code distanceDecay}^(d−1). Pairs
 * of an item with itself are left out.
 */
public final class CoVisitationLearner implements Learner {
  private final CoVisitationConfig config;
  private final CoVisitationModel model;
  private final NextItemValidation validation;
  private final DenseDeltas counts = new DenseDeltas(1);
  private final SparseDeltas weights = new SparseDeltas();
  private final CoVisitationModel.WeightListener listener = this::changed;
  private long ingestTime;

  /**
   * @param validationShare share of the examples that the model is validated on, in [0, 1]
   */
  public CoVisitationLearner(CoVisitationConfig config, double validationShare) {
    this.config = config;
    this.model = new CoVisitationModel(config);
    this.validation = new NextItemValidation(CoVisitationModel.MODEL, validationShare);
  }

  @Override
  public CoVisitationModel model() {
    return model;
  }

  @Override
  public boolean takes(Example example) {
    return example.getKind() == ExampleKind.NEXT_ITEM;
  }

  @Override
  public void learn(Example example) {
    validation.count(example, (k, accept) -> model.candidates(items(example), k, accept));
    if (example.getType().filter(InteractionType.DISLIKE::equals).isEmpty()) {
      ingestTime = example.getIngestTime();
      learn(example.getHistory(), example.getItem().orElseThrow(), example.getWeight());
    }
  }

  @Override
  public void flush(Consumer<RowDelta> sink) {
    counts.drain(id -> sink.accept(countDelta(id)));
    weights.drain(id -> weightDelta(id).ifPresent(sink));
  }

  @Override
  public Optional<RowDelta> pending(String table, String key) {
    int id = model.id(key);
    if (table.equals(CoVisitationModel.NEIGHBOURS)) {
      return weightDelta(id);
    }
    return counts.isDirty(id) ? Optional.of(countDelta(id)) : Optional.empty();
  }

  @Override
  public Validation<?> validation() {
    return validation.validation();
  }

  private void learn(List<HistoryEntry> history, String next, float weight) {
    int item = model.id(next);
    counts.touch(item, ingestTime);
    counts.add(item, 0, model.addCount(item, weight));
    double decayed = weight;
    int oldest = Math.max(0, history.size() - config.window());
    for (int step = history.size() - 1; step >= oldest; step--, decayed *= config.distanceDecay()) {
      int other = model.id(history.get(step).getItem());
      if (other != item) {
        model.addWeight(item, other, decayed, listener);
        model.addWeight(other, item, decayed, listener);
      }
    }
  }

  private void changed(int item, int neighbour, double delta) {
    weights.add(item, neighbour, delta, ingestTime);
  }

  private RowDelta countDelta(int id) {
    return Deltas.dense(
        CoVisitationModel.MODEL,
        CoVisitationModel.COUNTS,
        model.item(id),
        List.of(counts.get(id, 0)),
        counts.ingestTime(id));
  }

  /** What changed in a row of neighbours; a neighbour that came and went is not worth telling. */
  private Optional<RowDelta> weightDelta(int id) {
    SparseDeltas.Row row = weights.row(id);
    if (row == null) {
      return Optional.empty();
    }
    List<String> columns = new ArrayList<>(row.size());
    List<Double> values = new ArrayList<>(row.size());
    for (int i = 0; i < row.size(); i++) {
      if (row.sum(i) != 0) {
        columns.add(model.item(row.column(i)));
        values.add(row.sum(i));
      }
    }
    return Deltas.sparse(
        CoVisitationModel.MODEL,
        CoVisitationModel.NEIGHBOURS,
        model.item(id),
        columns,
        values,
        row.ingestTime());
  }

  private static List<String> items(Example example) {
    List<String> items = new ArrayList<>(example.getHistory().size());
    for (HistoryEntry entry : example.getHistory()) {
      items.add(entry.getItem());
    }
    return items;
  }
}
