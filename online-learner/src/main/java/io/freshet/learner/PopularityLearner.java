package io.freshet.learner;

import io.freshet.schemas.model.ForwardDecay;
import io.freshet.schemas.model.PopularityConfig;
import io.freshet.schemas.model.PopularityModel;
import io.freshet.schemas.record.Example;
import io.freshet.schemas.record.ExampleKind;
import io.freshet.schemas.record.InteractionType;
import io.freshet.schemas.record.RowDelta;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Counts each next item that was not disliked with a forward-decayed weight. */
public final class PopularityLearner implements Learner {
  private record Pending(double delta, long ingestTime) {}

  private final ForwardDecay decay;
  private final PopularityModel model;
  private final NextItemValidation validation;
  private final Map<String, Pending> pending = new HashMap<>();
  private long pendingLandmark;

  /**
   * @param validationShare share of the examples that the model is validated on, in [0, 1]
   */
  public PopularityLearner(PopularityConfig config, double validationShare) {
    this(PopularityModel.MODEL, config, validationShare);
  }

  /**
   * @param name of the model
   * @param validationShare share of the examples that the model is validated on, in [0, 1]
   */
  public PopularityLearner(String name, PopularityConfig config, double validationShare) {
    this.decay = new ForwardDecay(config.halfLife());
    this.model = new PopularityModel(name, config);
    this.validation = new NextItemValidation(name, validationShare);
  }

  @Override
  public PopularityModel model() {
    return model;
  }

  @Override
  public boolean takes(Example example) {
    return example.getKind() == ExampleKind.NEXT_ITEM;
  }

  @Override
  public void learn(Example example) {
    validation.count(example, model::top);
    if (example.getType().filter(InteractionType.DISLIKE::equals).isEmpty()) {
      learn(
          example.getItem().orElseThrow(),
          example.getEventTime(),
          example.getWeight(),
          example.getIngestTime());
    }
  }

  /**
   * Counts one interaction.
   *
   * @param time of the interaction, epoch milliseconds
   */
  public void learn(String item, long time, double weight, long ingestTime) {
    double added = model.add(item, time, weight);
    if (model.landmark() != pendingLandmark) {
      movePending(model.landmark());
    }
    pending.merge(
        item,
        new Pending(added, ingestTime),
        (a, b) -> new Pending(a.delta + b.delta, Math.max(a.ingestTime, b.ingestTime)));
  }

  @Override
  public void flush(Consumer<RowDelta> sink) {
    pending.forEach((item, change) -> sink.accept(delta(item, change)));
    pending.clear();
  }

  @Override
  public Optional<RowDelta> pending(String table, String key) {
    @Nullable Pending change = pending.get(key);
    return change == null ? Optional.empty() : Optional.of(delta(key, change));
  }

  @Override
  public Validation<?> validation() {
    return validation.validation();
  }

  private void movePending(long landmark) {
    double factor = decay.rescale(pendingLandmark, landmark);
    pending.replaceAll((item, p) -> new Pending(p.delta * factor, p.ingestTime));
    pendingLandmark = landmark;
  }

  private RowDelta delta(String item, Pending change) {
    RowDelta delta =
        Deltas.dense(
            model.model(), PopularityModel.ITEMS, item, List.of(change.delta), change.ingestTime);
    delta.setLandmark(pendingLandmark);
    return delta;
  }
}
