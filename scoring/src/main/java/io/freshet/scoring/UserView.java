package io.freshet.scoring;

import io.freshet.schemas.record.HistoryEntry;
import io.freshet.schemas.record.UserFeatures;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What is known of a user when a list is made. The collections are read only while it is made.
 *
 * @param sequence number of the user's interactions so far
 * @param history items of the recent interactions, oldest first
 * @param counters decayed counts, by {@code type:<TYPE>} and {@code category:<category>}
 * @param known items that the user has been with
 */
public record UserView(
    String user,
    long sequence,
    List<String> history,
    Map<String, Double> counters,
    Set<String> known) {

  /** A user that nothing is known of. */
  public static UserView unknown(String user) {
    return new UserView(user, 0, List.of(), Map.of(), Set.of());
  }

  /** The newest item of the history. */
  public Optional<String> lastItem() {
    return history.isEmpty() ? Optional.empty() : Optional.of(history.get(history.size() - 1));
  }

  public static UserView of(UserFeatures features, Set<String> known) {
    List<HistoryEntry> entries = features.getHistory();
    List<String> items = new ArrayList<>(entries.size());
    for (int i = 0; i < entries.size(); i++) {
      items.add(entries.get(i).getItem());
    }
    return new UserView(
        features.getUser(), features.getSequence(), items, features.getCounters(), known);
  }
}
