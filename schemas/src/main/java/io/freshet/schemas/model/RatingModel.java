package io.freshet.schemas.model;

import io.freshet.schemas.record.HistoryEntry;
import io.freshet.schemas.record.InteractionType;
import io.freshet.schemas.record.ParameterRow;
import io.freshet.schemas.record.RowDelta;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/**
 * Ratings by biased matrix factorisation in which a user is a history: the rating of item i with
 * the categories C(i) by a user with the ratings (j, r_j) so far is expected to be
 *
 * <pre>
 *   r̂ = b̄ᵢ + Σⱼ αⱼ k((i, t), (j, tⱼ)),   b̄ᵢ = μ + bᵢ + |C(i)|^−½ Σ b_c,
 *   k = v_user + v_session e^(−d(t, tⱼ) / τ) + φᵢ·φⱼ,   φᵢ = qᵢ + |C(i)|^−½ Σ q_c
 * </pre>
 *
 * where α solves the ridge regression of the deviations r_j − b̄ⱼ (see {@link RatingTaste}). That
 * is SVD++'s asymmetric form, q·Σ (r_j − b_j) x_j, with the weights of the ratings solved for
 * instead of learned, and with a user bias that drifts in time: new users are folded in by their
 * first rating, and there are no rows of users to keep or to forget.
 *
 * <p>Tables: {@value #MEAN} with the one row (Σ r, n) of shares; {@value #ITEMS} and {@value
 * #CATEGORIES} with a {@link RatingRows row} of a bias and factors each; {@value #CONTENT} with the
 * {@link RatingContent categories} of each item.
 *
 * <p>Source: Koren, "Factorization Meets the Neighborhood", KDD 2008, equations 12 to 15, for users
 * as sums over their ratings; Koren, "Collaborative Filtering with Temporal Dynamics", KDD 2009,
 * section 3, for biases that drift.
 */
public final class RatingModel implements ModelView {
  public static final String MODEL = "rating";
  public static final String MEAN = "mean";
  public static final String ITEMS = "items";
  public static final String CATEGORIES = "categories";
  public static final String CONTENT = "content";

  /** Key of the one row of {@value #MEAN}. */
  public static final String ALL = "all";

  /** The most recent entries of a history that are looked at. */
  private static final int LONGEST = 64;

  private final RatingConfig config;
  private final RatingRows items;
  private final RatingRows categories;
  private final RatingContent content;
  private final RatingTaste taste;
  private final RatingEstimate estimate;
  private float meanSum;
  private float meanCount;

  public RatingModel(RatingConfig config) {
    this.config = config;
    this.items = new RatingRows(ITEMS, config.factors(), config.itemVariance());
    this.categories = new RatingRows(CATEGORIES, config.factors(), config.categoryVariance());
    this.content = new RatingContent(CONTENT, categories);
    this.taste = new RatingTaste(config);
    this.estimate = new RatingEstimate(config.factors());
  }

  @Override
  public String model() {
    return MODEL;
  }

  /**
   * The rating that a user is expected to give.
   *
   * @param history of the user, oldest first; what is no rating in it is passed over
   * @param named categories of the item; empty for those that it was rated with
   * @param time of the rating, epoch milliseconds
   */
  public double predict(List<HistoryEntry> history, String item, List<String> named, long time) {
    return config.rating(estimate(history, item, named, time).share());
  }

  /** {@link #predict}, with all that learning needs; valid until the next estimate. */
  public RatingEstimate estimate(
      List<HistoryEntry> history, String item, List<String> named, long time) {
    taste.clear();
    int length = history.size();
    history.subList(Math.max(0, length - LONGEST), length).forEach(this::remember);
    taste.solve();
    estimate.itemRow = items.find(item);
    estimate.categories = named.isEmpty() ? content.of(item) : content.named(named);
    Arrays.fill(estimate.phi, 0);
    addFactors(estimate.itemRow, estimate.categories, estimate.phi, 0);
    estimate.share = base(estimate.itemRow, estimate.categories) + taste.mean(estimate.phi, time);
    estimate.variance = taste.variance(estimate.phi) + baseVariance();
    taste.theta(estimate.theta);
    return estimate;
  }

  public RatingRows items() {
    return items;
  }

  public RatingRows categories() {
    return categories;
  }

  public RatingContent content() {
    return content;
  }

  /** Σ r of the ratings that the mean is made of, as shares of the range. */
  public float meanSum() {
    return meanSum;
  }

  /** Number of them. */
  public float meanCount() {
    return meanCount;
  }

  public void setMean(float sum, float count) {
    meanSum = sum;
    meanCount = count;
  }

  @Override
  public void add(RowDelta delta) {
    switch (delta.getTable()) {
      case ITEMS -> items.add(delta);
      case CATEGORIES -> categories.add(delta);
      case CONTENT -> content.add(delta);
      default ->
          setMean(
              (float) (meanSum + delta.getValues().get(0)),
              (float) (meanCount + delta.getValues().get(1)));
    }
  }

  @Override
  public void apply(ParameterRow row) {
    switch (row.getTable()) {
      case ITEMS -> items.apply(row);
      case CATEGORIES -> categories.apply(row);
      case CONTENT -> content.apply(row);
      default -> {
        boolean removed = row.getValues().isEmpty();
        setMean(removed ? 0 : row.getValues().get(0), removed ? 0 : row.getValues().get(1));
      }
    }
  }

  @Override
  public void forEachRow(Consumer<ParameterRow> consumer) {
    if (meanCount != 0) {
      consumer.accept(row(MEAN, ALL, List.of(), List.of(meanSum, meanCount)));
    }
    items.forEachRow(consumer);
    categories.forEachRow(consumer);
    content.forEachRow(consumer);
  }

  static ParameterRow row(String table, String key, List<String> columns, List<Float> values) {
    return ParameterRow.newBuilder()
        .setModel(MODEL)
        .setTable(table)
        .setKey(key)
        .setColumns(columns)
        .setValues(values)
        .build();
  }

  private void remember(HistoryEntry entry) {
    if (entry.getType() != InteractionType.RATING || entry.getValue().isEmpty()) {
      return;
    }
    int row = items.find(entry.getItem());
    RatingContent.Categories known = content.of(entry.getItem());
    double deviation = config.share(entry.getValue().get()) - base(row, known);
    int from = taste.add(deviation, config.noise() + items.variance(row), entry.getTime());
    addFactors(row, known, taste.phi(), from);
  }

  /** b̄: what all users together expect. */
  private double base(int itemRow, RatingContent.Categories known) {
    double sum = 0;
    for (int i = 0; i < known.size(); i++) {
      sum += categories.bias(known.row(i));
    }
    return mean() + items.bias(itemRow) + (known.size() == 0 ? 0 : known.weight() * sum);
  }

  private double baseVariance() {
    double sum = 0;
    for (int i = 0; i < estimate.categories(); i++) {
      sum += categories.variance(estimate.categoryRow(i)) / estimate.categories();
    }
    return items.variance(estimate.itemRow) + sum;
  }

  private void addFactors(int itemRow, RatingContent.Categories known, double[] sum, int from) {
    items.addFactors(itemRow, 1, sum, from);
    for (int i = 0; i < known.size(); i++) {
      categories.addFactors(known.row(i), known.weight(), sum, from);
    }
  }

  /** μ; the middle of the range before the first rating. */
  private double mean() {
    return meanCount <= 0 ? 0.5 : (double) meanSum / meanCount;
  }
}
