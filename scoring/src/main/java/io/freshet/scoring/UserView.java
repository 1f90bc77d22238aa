package io.freshet.scoring;

import io.freshet.schemas.record.HistoryEntry;
import io.freshet.schemas.record.UserFeatures;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What is known of a user when a list is made. The collections are read only while it is made.
 *
 * @param sequence number of the user's interactions so far
 * @param history the recent interactions, oldest first
 * @param counters decayed counts, by {@code type:<TYPE>} and {@code category:<category>}
 * @param sessionEvents interactions of the session so far
 * @param known items that the user has been with
 */
public record UserView(
    String user,
    long sequence,
    List<HistoryEntry> history,
    Map<String, Double> counters,
    int sessionEvents,
    Set<String> known) {

  /** A user that nothing is known of. */
  public static UserView unknown(String user) {
    return new UserView(user, 0, List.of(), Map.of(), 0, Set.of());
  }

  /** The newest item of the history. */
  public Optional<String> lastItem() {
    return history.isEmpty()
        ? Optional.empty()
        : Optional.of(history.get(history.size() - 1).getItem());
  }

  public static UserView of(UserFeatures features, Set<String> known) {
    return new UserView(
        features.getUser(),
        features.getSequence(),
        features.getHistory(),
        features.getCounters(),
        features.getSessionEvents(),
        known);
  }
}
