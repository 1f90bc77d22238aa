package io.freshet.learner;

import io.freshet.schemas.metrics.RegressionMetrics;
import io.freshet.schemas.model.RatingConfig;
import io.freshet.schemas.model.RatingEstimate;
import io.freshet.schemas.model.RatingModel;
import io.freshet.schemas.model.RatingRows;
import io.freshet.schemas.record.Example;
import io.freshet.schemas.record.ExampleKind;
import io.freshet.schemas.record.InteractionType;
import io.freshet.schemas.record.RowDelta;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Learns {@link RatingModel} from next-item examples that are ratings. With the error e = r − r̂ of
 * a prediction whose variance with the noise of the rating was S, the bias of the item (x = 1) and
 * of each of its n categories (x = 1/√n), believed to be N(m, V), become
 *
 * <pre>  m += V x e / S,  V −= V² x² / S  </pre>
 *
 * (a Kalman filter; V of an item then grows by {@code item-drift}, at most to what it began with),
 * and with E θ, how much the user likes each factor, their factors take the step
 *
 * <pre>  g = x e θ_k − λ φ_k,  G += g²,  q_k += rate · g / √(G₀ + G).  </pre>
 *
 * <p>Source: Stern, Herbrich, Graepel, "Matchbox: Large Scale Online Bayesian Recommendations", WWW
 * 2009, for beliefs about biases; Duchi, Hazan, Singer, "Adaptive Subgradient Methods", JMLR 12
 * (2011), for the factors.
 */
public final class RatingLearner implements Learner {
  /** G₀ of every factor, against too bold first steps. */
  private static final double FIRST_SQUARES = 0.006;

  /** The mean is that of the first ratings, up to so many: floats count no further. */
  private static final float MEAN_COUNT = 1 << 20;

  private final RatingConfig config;
  private final RatingModel model;
  private final RatingRowDeltas items;
  private final RatingRowDeltas categories;
  private final RatingContentDeltas content;
  private final DenseDeltas mean = new DenseDeltas(2);
  private final Validation<RegressionMetrics> validation =
      new Validation<>(RatingModel.MODEL, "rating", new RatingFigures());
  private long ingestTime;

  public RatingLearner(RatingConfig config) {
    this.config = config;
    this.model = new RatingModel(config);
    this.items = new RatingRowDeltas(model.items());
    this.categories = new RatingRowDeltas(model.categories());
    this.content = new RatingContentDeltas(model.content());
  }

  @Override
  public RatingModel model() {
    return model;
  }

  @Override
  public boolean takes(Example example) {
    return example.getKind() == ExampleKind.NEXT_ITEM
        && example.getType().orElse(null) == InteractionType.RATING
        && example.getValue().isPresent();
  }

  @Override
  public void learn(Example example) {
    String item = example.getItem().orElseThrow();
    double value = example.getValue().orElseThrow();
    ingestTime = example.getIngestTime();
    content.describe(item, example.getCategories(), ingestTime);
    RatingEstimate estimate =
        model.estimate(example.getHistory(), item, example.getCategories(), example.getEventTime());
    validation.recent().add(config.rating(estimate.share()), value);
    if (example.getWeight() > 0) {
      learn(item, estimate, config.share(value), example.getWeight());
    }
  }

  @Override
  public void flush(Consumer<RowDelta> sink) {
    mean.drain(row -> sink.accept(meanDelta()));
    items.flush(sink);
    categories.flush(sink);
    content.flush(sink);
  }

  @Override
  public Optional<RowDelta> pending(String table, String key) {
    return switch (table) {
      case RatingModel.ITEMS -> items.pending(key);
      case RatingModel.CATEGORIES -> categories.pending(key);
      case RatingModel.CONTENT -> content.pending(key);
      default -> mean.isDirty(0) ? Optional.of(meanDelta()) : Optional.empty();
    };
  }

  @Override
  public Validation<RegressionMetrics> validation() {
    return validation;
  }

  private void learn(String item, RatingEstimate estimate, double share, double weight) {
    double error = share - estimate.share();
    double variance = estimate.variance() + config.noise() / weight;
    int row = model.items().findOrCreate(item);
    items.before(row);
    believe(model.items(), row, 1, error / variance, 1 / variance);
    drift(row);
    turn(model.items(), row, estimate, error * weight);
    items.after(row, ingestTime);
    double x = estimate.categoryWeight();
    for (int i = 0; i < estimate.categories(); i++) {
      int category = estimate.categoryRow(i);
      categories.before(category);
      believe(model.categories(), category, x, error / variance, 1 / variance);
      turn(model.categories(), category, estimate, x * error * weight);
      categories.after(category, ingestTime);
    }
    count(share);
  }

  /** The Kalman filter's update of a bias; error and 1 are divided by S already. */
  private static void believe(RatingRows rows, int row, double x, double error, double one) {
    double variance = rows.variance(row);
    double gain = variance * x;
    rows.setBias(row, rows.bias(row) + gain * error, variance - gain * gain * one);
  }

  private void drift(int row) {
    RatingRows rows = model.items();
    double wider = Math.min(config.itemVariance(), rows.variance(row) + config.itemDrift());
    rows.setBias(row, rows.bias(row), wider);
  }

  /**
   * AdaGrad's step of all factors.
   *
   * @param error x e
   */
  private void turn(RatingRows rows, int row, RatingEstimate estimate, double error) {
    for (int k = 0; k < config.factors(); k++) {
      double g = error * estimate.theta(k) - config.l2() * rows.factor(row, k);
      double squares = FIRST_SQUARES + rows.squaredGradients(row, k) + g * g;
      rows.step(row, k, config.rate() * g / Math.sqrt(squares), g * g);
    }
  }

  private void count(double share) {
    if (model.meanCount() < MEAN_COUNT) {
      float sum = (float) (model.meanSum() + share);
      mean.touch(0, ingestTime);
      mean.add(0, 0, (double) sum - model.meanSum());
      mean.add(0, 1, 1);
      model.setMean(sum, model.meanCount() + 1);
    }
  }

  private RowDelta meanDelta() {
    return Deltas.dense(
        RatingModel.MODEL,
        RatingModel.MEAN,
        RatingModel.ALL,
        List.of(mean.get(0, 0), mean.get(0, 1)),
        mean.ingestTime(0));
  }
}
