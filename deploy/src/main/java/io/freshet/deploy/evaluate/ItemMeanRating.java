package io.freshet.deploy.evaluate;

import java.util.HashMap;
import java.util.Map;

/** The mean of the item's ratings so far; for a new item, the mean of all ratings. */
final class ItemMeanRating implements RatingModel {
  private final RunningMean all = new RunningMean();
  private final Map<String, RunningMean> byItem = new HashMap<>();

  @Override
  public double predict(String user, String item) {
    RunningMean mean = byItem.get(item);
    return mean == null ? all.orElse(0) : mean.orElse(0);
  }

  @Override
  public void learn(String user, String item, double rating) {
    all.add(rating);
    byItem.computeIfAbsent(item, added -> new RunningMean()).add(rating);
  }
}
