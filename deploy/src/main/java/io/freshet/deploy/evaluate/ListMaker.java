package io.freshet.deploy.evaluate;

import io.freshet.schemas.record.HistoryEntry;
import java.util.List;
import java.util.function.Predicate;

/** Makes a list for a user before the user's next interaction is learned. */
interface ListMaker {
  /** Item ids, the best first. */
  List<String> list(Query query);

  /**
   * Who a list is for.
   *
   * @param time of the interaction to come, epoch milliseconds
   * @param history items of the user's recent interactions, oldest first
   * @param isNew whether an item is new to the user, and so may be in the list
   */
  record Query(String user, long time, List<HistoryEntry> history, Predicate<String> isNew) {}
}
