package io.freshet.scoring;

import io.freshet.schemas.record.HistoryEntry;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The price that a user is used to: the mean ln price of the recent items that have a price.
 *
 * @param items how many there are
 */
record PriceRange(double meanLogPrice, int items) {
  private static final int HISTORY = 10;
  private static final double FARTHEST = 3;

  static PriceRange of(List<HistoryEntry> history, ItemCatalogue catalogue) {
    double sum = 0;
    int items = 0;
    for (int i = Math.max(0, history.size() - HISTORY); i < history.size(); i++) {
      @Nullable CatalogueEntry entry = catalogue.entry(catalogue.find(history.get(i).getItem()));
      if (entry != null && entry.logPrice() != 0) {
        sum += entry.logPrice();
        items++;
      }
    }
    return new PriceRange(items == 0 ? 0 : sum / items, items);
  }

  /** −|ln price − mean|, at least −3; 0 where a price is missing. */
  double affinity(CatalogueEntry entry) {
    return items == 0 || entry.logPrice() == 0
        ? 0
        : -Math.min(FARTHEST, Math.abs(entry.logPrice() - meanLogPrice));
  }
}
