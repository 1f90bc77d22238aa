package io.freshet.schemas.model;

import java.util.Arrays;

/**
 * A user's vector and what it was made of: Σ over the steps of the history of weight / Σ weights
 * times the input vector of the step's item, with short-term weights in the first half of the
 * dimensions and long-term weights in the second. Mutable; used for one user after the other.
 */
public final class EmbeddingTower {
  private final StepWeights shortTerm;
  private final StepWeights longTerm;
  private final double[] shortDecays;
  private final double[] longDecays;
  private final float[] user;
  private final EmbeddingSum itemSum = new EmbeddingSum();
  private final EmbeddingSum termSum = new EmbeddingSum();
  private double shortTotal;
  private double longTotal;

  EmbeddingTower(EmbeddingConfig config) {
    this.shortTerm = config.shortTerm();
    this.longTerm = config.longTerm();
    this.shortDecays = decays(shortTerm);
    this.longDecays = decays(longTerm);
    this.user = new float[config.dimension()];
  }

  /** The vector. */
  public float[] user() {
    return user;
  }

  /** How the rows of items are in the vector. */
  public EmbeddingSum items() {
    return itemSum;
  }

  /** How the rows of terms are in the vector. */
  public EmbeddingSum terms() {
    return termSum;
  }

  void clear() {
    itemSum.clear();
    termSum.clear();
    shortTotal = 0;
    longTotal = 0;
    Arrays.fill(user, 0);
  }

  /** Whether a step weighs anything. */
  boolean reaches(int step) {
    return step < Math.max(shortDecays.length, longDecays.length);
  }

  /**
   * Adds an item.
   *
   * @param weight of what the user did with it
   * @param age how long ago that was, milliseconds
   */
  void add(int item, int[] has, int step, double weight, long age) {
    double first = weight(shortTerm, shortDecays, step, age) * weight;
    double second = weight(longTerm, longDecays, step, age) * weight;
    shortTotal += first;
    longTotal += second;
    itemSum.add(item, first, second);
    float part = EmbeddingContent.weight(has);
    for (int term : has) {
      termSum.add(term, first * part, second * part);
    }
  }

  /** Makes the vector; returns whether anything weighs in it. */
  boolean sum(EmbeddingRows items, EmbeddingRows terms) {
    itemSum.scale(reciprocal(shortTotal), reciprocal(longTotal));
    termSum.scale(reciprocal(shortTotal), reciprocal(longTotal));
    itemSum.addTo(user, items);
    termSum.addTo(user, terms);
    return shortTotal + longTotal > 0;
  }

  private static double reciprocal(double total) {
    return total == 0 ? 0 : 1 / total;
  }

  private static double weight(StepWeights weights, double[] decays, int step, long age) {
    return step < decays.length ? decays[step] * weights.session(age) : 0;
  }

  private static double[] decays(StepWeights weights) {
    double[] decays = new double[weights.length()];
    double decay = 1;
    for (int step = 0; step < decays.length; step++, decay *= weights.decay()) {
      decays[step] = decay;
    }
    return decays;
  }
}
