package io.freshet.scoring;

import io.freshet.schemas.record.ItemFeatures;
import java.util.Map;

/** Item features with what ranking needs of them at hand. */
final class CatalogueEntry {
  private static final String CLICK_RATE = "click";
  private static final String CATEGORY = "category:";

  /** Place in the catalogue's list of items that are not deleted; -1 for none. */
  int place = -1;

  private final int id;
  private final ItemFeatures features;
  private final float clickRate;
  private final double logPrice;
  private final String[] counters;

  /**
   * @param id of the item in the catalogue
   */
  CatalogueEntry(int id, ItemFeatures features) {
    this.id = id;
    this.features = features;
    this.clickRate = features.getRates().getOrDefault(CLICK_RATE, 0.0).floatValue();
    double price = features.getPrice().orElse(0.0);
    this.logPrice = price > 0 ? Math.log(price) : 0;
    this.counters = features.getCategories().stream().map(CATEGORY::concat).toArray(String[]::new);
  }

  int id() {
    return id;
  }

  ItemFeatures features() {
    return features;
  }

  String item() {
    return features.getItem();
  }

  long firstSeen() {
    return features.getFirstSeen();
  }

  boolean isDescribedLike(CatalogueEntry other) {
    return features.getDeleted() == other.features.getDeleted()
        && features.getTitle().equals(other.features.getTitle())
        && features.getCategories().equals(other.features.getCategories());
  }

  /** Time of the newest event, epoch milliseconds. */
  long newestEvent() {
    return features.getEventTime();
  }

  /** ln of the price; 0 where there is none. */
  double logPrice() {
    return logPrice;
  }

  /** Smoothed clicks per impression. */
  float clickRate() {
    return clickRate;
  }

  /** Sum of a user's counters over the categories of the item. */
  double categoryCount(Map<String, Double> userCounters) {
    double sum = 0;
    for (String counter : counters) {
      sum += userCounters.getOrDefault(counter, 0.0);
    }
    return sum;
  }

  /** Sum of a user's counters over all categories. */
  static double categoryTotal(Map<String, Double> userCounters) {
    double sum = 0;
    for (Map.Entry<String, Double> counter : userCounters.entrySet()) {
      if (counter.getKey().startsWith(CATEGORY)) {
        sum += counter.getValue();
      }
    }
    return sum;
  }
}
