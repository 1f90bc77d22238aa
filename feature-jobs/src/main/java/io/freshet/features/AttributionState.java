package io.freshet.features;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the attribution join remembers of one user: lists that wait for an outcome, outcomes that
 * wait for a list, the user's known items, and which lists are closed already. Mutable; owned by
 * the {@link UserState}, changed by {@link AttributionJoin} alone.
 */
public final class AttributionState {
  final List<PendingList> lists = new ArrayList<>(1);
  final List<PendingOutcome> outcomes = new ArrayList<>(0);
  HashRing knownItems = new HashRing();
  HashRing settledLists = new HashRing();
  HashRing expiredLists = new HashRing();

  /**
   * Every list of this sequence and below is closed, but for an outcome that still waits for it.
   */
  long resolvedThrough = -1;

  /** The highest sequence of an expired list. */
  long expiredThrough = -1;

  /**
   * @param version of the user state that it is part of
   */
  static AttributionState read(DataInput in, int version) throws IOException {
    AttributionState state = new AttributionState();
    for (int count = in.readInt(); count > 0; count--) {
      state.lists.add(PendingList.read(in, version));
    }
    for (int count = in.readInt(); count > 0; count--) {
      state.outcomes.add(PendingOutcome.read(in, version));
    }
    state.knownItems = HashRing.read(in);
    state.settledLists = HashRing.read(in);
    state.expiredLists = HashRing.read(in);
    state.resolvedThrough = in.readLong();
    state.expiredThrough = in.readLong();
    return state;
  }

  void write(DataOutput out) throws IOException {
    out.writeInt(lists.size());
    for (PendingList list : lists) {
      list.write(out);
    }
    out.writeInt(outcomes.size());
    for (PendingOutcome outcome : outcomes) {
      outcome.write(out);
    }
    knownItems.write(out);
    settledLists.write(out);
    expiredLists.write(out);
    out.writeLong(resolvedThrough);
    out.writeLong(expiredThrough);
  }

  /** Whether the user did something with the item before, as far as is remembered. */
  public boolean knows(String item) {
    return knownItems.contains(item);
  }

  /** Whether nothing waits. */
  boolean isSettled() {
    return lists.isEmpty() && outcomes.isEmpty();
  }

  /** Event time at which the next list expires; {@link Long#MAX_VALUE} when none waits. */
  long nextExpiry() {
    long next = Long.MAX_VALUE;
    for (PendingList list : lists) {
      next = Math.min(next, list.expiry());
    }
    return next;
  }

  /** Processing time at which the next outcome gives up; {@link Long#MAX_VALUE} when none waits. */
  long nextDeadline() {
    long next = Long.MAX_VALUE;
    for (PendingOutcome outcome : outcomes) {
      next = Math.min(next, outcome.deadline());
    }
    return next;
  }

  /** The list that this is the outcome of, when it is here. */
  Optional<PendingList> listOf(PendingOutcome outcome) {
    PendingList best = null;
    for (PendingList list : lists) {
      if (outcome.isOutcomeOf(list.id(), list.sequence())
          && (best == null || isBetter(list, best, outcome.ingestTime()))) {
        best = list;
      }
    }
    return Optional.ofNullable(best);
  }

  AttributionState copy() {
    AttributionState copy = new AttributionState();
    copy.lists.addAll(lists);
    copy.outcomes.addAll(outcomes);
    copy.knownItems = knownItems.copy();
    copy.settledLists = settledLists.copy();
    copy.expiredLists = expiredLists.copy();
    copy.resolvedThrough = resolvedThrough;
    copy.expiredThrough = expiredThrough;
    return copy;
  }

  /** The latest of those served in time; when there is none, the earliest of the others. */
  private static boolean isBetter(PendingList list, PendingList best, long ingestTime) {
    long served = list.servedTime();
    long bestServed = best.servedTime();
    boolean inTime = served < ingestTime;
    boolean bestInTime = bestServed < ingestTime;
    return inTime != bestInTime ? inTime : inTime == served > bestServed && served != bestServed;
  }
}
