package io.freshet.schemas.model;

/**
 * What {@link RatingModel} expects of one rating, and by which rows it came about. Scratch of the
 * model: valid until the next estimate.
 */
public final class RatingEstimate {
  final double[] phi;
  final double[] theta;
  double share;
  double variance;
  int itemRow;
  RatingContent.Categories categories = RatingContent.Categories.NONE;

  RatingEstimate(int factors) {
    this.phi = new double[factors];
    this.theta = new double[factors];
  }

  /** The expected rating as a share of the range; not cut off at its ends. */
  public double share() {
    return share;
  }

  /** Variance of {@link #share()}, without the noise of the rating itself. */
  public double variance() {
    return variance;
  }

  /** E θ_k: how much the user likes factor k. */
  public double theta(int k) {
    return theta[k];
  }

  /** Row of the item; {@link RowTable#ABSENT} for an unknown one. */
  public int itemRow() {
    return itemRow;
  }

  /** Number of categories that speak for the item. */
  public int categories() {
    return categories.size();
  }

  /** Row of one of them. */
  public int categoryRow(int index) {
    return categories.row(index);
  }

  /** What each of them counts. */
  public double categoryWeight() {
    return categories.weight();
  }
}
