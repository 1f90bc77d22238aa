package io.freshet.deploy.evaluate;

import io.freshet.schemas.record.Example;
import java.util.HashMap;
import java.util.Map;

/** The mean of the item's ratings so far; for a new item, the mean of all ratings. */
final class ItemMeanRating implements Rater {
  private final RunningMean all = new RunningMean();
  private final Map<String, RunningMean> byItem = new HashMap<>();

  @Override
  public double predict(Example rated) {
    RunningMean mean = byItem.get(rated.getItem().orElseThrow());
    return mean == null ? all.orElse(0) : mean.orElse(0);
  }

  @Override
  public void learn(Example rated, double value) {
    all.add(value);
    byItem.computeIfAbsent(rated.getItem().orElseThrow(), added -> new RunningMean()).add(value);
  }
}
