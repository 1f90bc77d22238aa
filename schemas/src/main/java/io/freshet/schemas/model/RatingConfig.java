package io.freshet.schemas.model;

import io.freshet.schemas.config.ConfigException;
import java.io.Serializable;
import java.time.Duration;

/**
 * Keys {@code models.rating}. Ratings are taken as shares of their range, (r − lowest) / (highest −
 * lowest), so that what follows does not depend on how many stars there are: variances are in
 * squares of such shares.
 *
 * @param lowest rating that there is
 * @param highest rating that there is
 * @param factors K, length of the factors
 * @param noise variance of one user's rating of one item that nothing explains
 * @param userVariance how far users differ in how strictly they rate
 * @param sessionVariance how far a user's mood of the moment differs from the user's own mean
 * @param sessionTime after which 1/e of a mood is left
 * @param itemVariance how far items differ in how well they are rated
 * @param itemDrift by which the variance of an item's bias grows with every rating: how fast the
 *     past of an item is forgotten
 * @param categoryVariance the same for categories
 * @param rate AdaGrad's learning rate of the factors
 * @param l2 penalty on the factors that an example touches
 */
public record RatingConfig(
    double lowest,
    double highest,
    int factors,
    double noise,
    double userVariance,
    double sessionVariance,
    Duration sessionTime,
    double itemVariance,
    double itemDrift,
    double categoryVariance,
    double rate,
    double l2)
    implements Serializable {
  public RatingConfig {
    require(Double.isFinite(lowest), "lowest", lowest, "a finite number");
    require(
        highest > lowest && Double.isFinite(highest),
        "highest",
        highest,
        "more than lowest (" + lowest + ")");
    require(factors >= 1 && factors <= 256, "factors", factors, "1 to 256");
    requirePositive("noise", noise);
    requirePositive("item-variance", itemVariance);
    requirePositive("category-variance", categoryVariance);
    requirePositive("rate", rate);
    requireNotNegative("user-variance", userVariance);
    requireNotNegative("session-variance", sessionVariance);
    requireNotNegative("item-drift", itemDrift);
    requireNotNegative("l2", l2);
    require(sessionTime.toMillis() > 0, "session-time", sessionTime, "at least 1ms");
  }

  /**
   * Chosen by random search on the first 60 % of MovieLens 100K, by MAE + RMSE, then rounded; the
   * figures hardly change when one of them is halved or doubled.
   */
  public static RatingConfig defaults() {
    return new RatingConfig(
        1, 5, 8, 0.05, 0.016, 0.008, Duration.ofMinutes(1), 0.016, 0.000003, 0.0125, 0.01, 0.03);
  }

  /** A rating as a share of the range; what lies outside counts as its end. */
  public double share(double rating) {
    return (Math.min(highest, Math.max(lowest, rating)) - lowest) / (highest - lowest);
  }

  /** The rating that a share stands for; what lies outside the range counts as its end. */
  public double rating(double share) {
    return lowest + Math.min(1, Math.max(0, share)) * (highest - lowest);
  }

  private static void requirePositive(String key, double value) {
    require(value > 0 && Double.isFinite(value), key, value, "more than 0");
  }

  private static void requireNotNegative(String key, double value) {
    require(value >= 0 && Double.isFinite(value), key, value, "0 or more");
  }

  private static void require(boolean valid, String key, Object value, String expected) {
    ConfigException.require(valid, "models.rating." + key, value, expected);
  }
}
