package io.freshet.scoring;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntPredicate;

/**
 * Which items may be in a list: neither blocked nor deleted, not excluded by the request, and new
 * to the user if that is wanted. Each item is looked at once per list.
 */
final class Acceptance implements IntPredicate {
  private static final ListRequest NO_REQUEST =
      new ListRequest("", Optional.empty(), 0, Set.of(), 0, 0);

  private final ItemCatalogue catalogue;
  private final Set<String> blocked;
  private final boolean excludeKnown;

  /** By item: the number of the list that it was accepted for, or minus that of the list not. */
  private int[] verdicts = new int[256];

  private int list;
  private ListRequest request = NO_REQUEST;
  private UserView user = UserView.unknown("");

  Acceptance(ItemCatalogue catalogue, List<String> blocked, boolean excludeKnown) {
    this.catalogue = catalogue;
    this.blocked = Set.copyOf(blocked);
    this.excludeKnown = excludeKnown;
  }

  /** From now on it is about this list. */
  void begin(ListRequest nextRequest, UserView nextUser) {
    request = nextRequest;
    user = nextUser;
    if (list == Integer.MAX_VALUE) {
      Arrays.fill(verdicts, 0);
      list = 0;
    }
    list++;
  }

  @Override
  public boolean test(int id) {
    if (id >= verdicts.length) {
      verdicts = Arrays.copyOf(verdicts, Math.max(id + 1, 2 * verdicts.length));
    }
    if (Math.abs(verdicts[id]) != list) {
      verdicts[id] = accepts(id, request, user) ? list : -list;
    }
    return verdicts[id] > 0;
  }

  /** Whether an item may be in any list. */
  boolean accepts(int id, ListRequest asked, UserView asking) {
    String item = catalogue.item(id);
    return !(excludeKnown && asking.known().contains(item))
        && !blocked.contains(item)
        && !asked.exclude().contains(item)
        && !catalogue.isDeleted(id);
  }

  /** How many of the items that are not deleted may be in the list. */
  int accepted() {
    Set<String> refused = new HashSet<>(blocked);
    refused.addAll(request.exclude());
    if (excludeKnown) {
      refused.addAll(user.known());
    }
    return catalogue.alive() - (int) refused.stream().filter(catalogue::isAlive).count();
  }
}
