package io.freshet.learner;

import io.freshet.schemas.model.CoVisitationConfig;
import io.freshet.schemas.model.CoVisitationModel;
import io.freshet.schemas.model.StepWeights;
import io.freshet.schemas.record.Example;
import io.freshet.schemas.record.ExampleKind;
import io.freshet.schemas.record.HistoryEntry;
import io.freshet.schemas.record.RowDelta;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Counts a next item b, and its pairs with the last items a of the history: w(a, b) grows by ω_s
 * v_a v_b, and w(b, a) by {@code backward} times that, with ω_s as in {@link StepWeights} and v the
 * weights of the two types of events. Pairs of an item with itself are left out.
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
    this(CoVisitationModel.MODEL, config, validationShare);
  }

  /**
   * @param name of the model
   * @param validationShare share of the examples that the model is validated on, in [0, 1]
   */
  public CoVisitationLearner(String name, CoVisitationConfig config, double validationShare) {
    this.config = config;
    this.model = new CoVisitationModel(name, config);
    this.validation = new NextItemValidation(name, validationShare);
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
    validation.count(
        example,
        (k, accept) -> model.candidates(example.getHistory(), example.getEventTime(), k, accept));
    double weight = example.getWeight() * example.getType().map(config.events()::of).orElse(1.0);
    if (weight > 0) {
      ingestTime = example.getIngestTime();
      learn(example, weight);
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

  private void learn(Example example, double weight) {
    int item = model.id(example.getItem().orElseThrow());
    counts.touch(item, ingestTime);
    counts.add(item, 0, model.addCount(item, weight));
    StepWeights steps = config.pairs();
    List<HistoryEntry> history = example.getHistory();
    double decayed = weight;
    int oldest = Math.max(0, history.size() - steps.length());
    for (int step = history.size() - 1; step >= oldest; step--, decayed *= steps.decay()) {
      HistoryEntry entry = history.get(step);
      double session = steps.session(example.getEventTime() - entry.getTime());
      pair(
          model.id(entry.getItem()), item, decayed * session * config.events().of(entry.getType()));
    }
  }

  private void pair(int earlier, int later, double weight) {
    if (earlier != later && weight > 0) {
      model.addWeight(earlier, later, weight, listener);
      if (config.backward() > 0) {
        model.addWeight(later, earlier, weight * config.backward(), listener);
      }
    }
  }

  private void changed(int item, int neighbour, double delta) {
    weights.add(item, neighbour, delta, ingestTime);
  }

  private RowDelta countDelta(int id) {
    return Deltas.dense(
        model.model(),
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
        model.model(),
        CoVisitationModel.NEIGHBOURS,
        model.item(id),
        columns,
        values,
        row.ingestTime());
  }
}
