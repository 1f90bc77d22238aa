package io.freshet.features;

import io.freshet.schemas.record.Interaction;
import io.freshet.schemas.record.OutcomeStatus;
import io.freshet.schemas.record.Recommendation;
import java.util.Iterator;
import java.util.Optional;

/**
 * Joins the lists that a user was served with what the user did next. Interaction number n + 1 is
 * the outcome of the list made at sequence n, or of the list that it names. Whichever comes first
 * waits for the other: a list until event time passes the attribution window, an outcome for a
 * bounded processing time.
 *
 * <p>Each list comes to exactly one outcome record and at most one example, however often and in
 * whatever order it is delivered: lists that wait are known by id, those of a resolved sequence by
 * {@link AttributionState#resolvedThrough}, and the last {@value #CLOSED_LISTS} others by the hash
 * of their id.
 *
 * <p>Pure: all it knows is in the state, time is an argument, and what it decides is returned.
 */
public final class AttributionJoin {
  private static final int CLOSED_LISTS = 32;

  private final FeatureConfig config;

  public AttributionJoin(FeatureConfig config) {
    this.config = config;
  }

  /**
   * An organic interaction of the user.
   *
   * @param number the user's how many-th it is: 1, 2, 3, …
   * @param now processing time, epoch milliseconds
   */
  public void interacted(
      AttributionState state, Interaction interaction, long number, long now, Decisions decisions) {
    PendingOutcome outcome = outcome(state, interaction, number, now);
    state.knownItems.add(interaction.getItem(), config.knownItems());
    Optional<PendingList> list = state.listOf(outcome);
    if (list.isPresent()) {
      resolve(state, outcome, list.get().list(), decisions);
    } else if (hasExpired(state, outcome)) {
      decisions.late().add(LateOutcome.of(interaction));
    } else if (number == 1 && outcome.list().isEmpty()) {
      resolveWithoutList(state, interaction.getUser(), outcome, decisions);
    } else {
      state.outcomes.add(outcome);
    }
  }

  /**
   * A list that was served to the user.
   *
   * @param watermark event time so far; the window of a list that lags behind it begins there
   */
  public void served(
      AttributionState state, Recommendation list, long watermark, Decisions decisions) {
    if (isKnown(state, list)) {
      return;
    }
    Optional<PendingOutcome> outcome =
        state.outcomes.stream()
            .filter(waiting -> waiting.isOutcomeOf(list.getId(), list.getSequence()))
            .findFirst();
    if (outcome.isPresent()) {
      state.outcomes.remove(outcome.get());
      resolve(state, outcome.get(), list, decisions);
    } else if (list.getSequence() > state.resolvedThrough) {
      long start = Math.max(list.getEventTime(), watermark);
      state.lists.add(new PendingList(list, start + config.attributionWindow().toMillis()));
      boundLists(state, decisions);
    } else {
      state.settledLists.add(list.getId(), CLOSED_LISTS);
    }
  }

  /** Closes the lists whose attribution window event time has passed. */
  public void expire(AttributionState state, long watermark, Decisions decisions) {
    for (Iterator<PendingList> lists = state.lists.iterator(); lists.hasNext(); ) {
      PendingList pending = lists.next();
      if (pending.expiry() <= watermark) {
        lists.remove();
        expire(state, pending, decisions);
      }
    }
  }

  /**
   * Gives up on the lists that did not come in time.
   *
   * @param now processing time, epoch milliseconds
   */
  public void timeOut(AttributionState state, String user, long now, Decisions decisions) {
    while (state.nextDeadline() <= now) {
      PendingOutcome outcome =
          state.outcomes.stream().filter(o -> o.deadline() <= now).findFirst().orElseThrow();
      state.outcomes.remove(outcome);
      resolveWithoutList(state, user, outcome, decisions);
    }
  }

  /** A list that was closed before counts as not named: the user acted on it once already. */
  private PendingOutcome outcome(
      AttributionState state, Interaction interaction, long number, long now) {
    String named =
        interaction.getRequestId().filter(id -> !state.settledLists.contains(id)).orElse("");
    return new PendingOutcome(
        number,
        named,
        interaction.getItem(),
        interaction.getType(),
        interaction.getEventTime(),
        interaction.getIngestTime(),
        state.knows(interaction.getItem()),
        now + config.outcomeWait().toMillis());
  }

  private static boolean hasExpired(AttributionState state, PendingOutcome outcome) {
    return outcome.list().isEmpty()
        ? state.expiredThrough >= outcome.number() - 1
        : state.expiredLists.contains(outcome.list());
  }

  private static boolean isKnown(AttributionState state, Recommendation list) {
    return state.lists.stream().anyMatch(pending -> pending.hasId(list.getId()))
        || state.settledLists.contains(list.getId())
        || state.expiredLists.contains(list.getId());
  }

  private void resolve(
      AttributionState state, PendingOutcome outcome, Recommendation list, Decisions decisions) {
    OutcomeStatus status = status(outcome, list);
    decisions.outcomes().add(Outcomes.resolved(list, outcome, status));
    boolean counts = status == OutcomeStatus.HIT || status == OutcomeStatus.MISS;
    if (counts && !list.getItems().isEmpty()) {
      decisions.examples().add(Examples.chosen(list, outcome));
    }
    state.lists.removeIf(pending -> pending.hasId(list.getId()));
    state.settledLists.add(list.getId(), CLOSED_LISTS);
    closeThrough(state, outcome, decisions);
  }

  private void resolveWithoutList(
      AttributionState state, String user, PendingOutcome outcome, Decisions decisions) {
    decisions.outcomes().add(Outcomes.withoutList(user, outcome));
    if (!outcome.list().isEmpty()) {
      state.settledLists.add(outcome.list(), CLOSED_LISTS);
    }
    closeThrough(state, outcome, decisions);
  }

  private void closeThrough(AttributionState state, PendingOutcome outcome, Decisions decisions) {
    long through = outcome.number() - 1;
    for (Iterator<PendingList> lists = state.lists.iterator(); lists.hasNext(); ) {
      PendingList pending = lists.next();
      if (pending.sequence() <= through) {
        lists.remove();
        supersede(state, pending.list(), outcome.eventTime(), decisions);
      }
    }
    state.resolvedThrough = Math.max(state.resolvedThrough, through);
  }

  private void boundLists(AttributionState state, Decisions decisions) {
    if (state.lists.size() > config.pendingLists()) {
      PendingList oldest = state.lists.remove(0);
      Recommendation list = oldest.list();
      supersede(state, list, list.getEventTime(), decisions);
    }
  }

  private static void supersede(
      AttributionState state, Recommendation list, long eventTime, Decisions decisions) {
    decisions.outcomes().add(Outcomes.closed(list, OutcomeStatus.SUPERSEDED, eventTime));
    state.settledLists.add(list.getId(), CLOSED_LISTS);
  }

  private static void expire(AttributionState state, PendingList pending, Decisions decisions) {
    Recommendation list = pending.list();
    decisions.outcomes().add(Outcomes.closed(list, OutcomeStatus.EXPIRED, pending.expiry()));
    if (!list.getItems().isEmpty()) {
      decisions.examples().add(Examples.expired(list, pending.expiry()));
    }
    state.expiredLists.add(list.getId(), CLOSED_LISTS);
    state.expiredThrough = Math.max(state.expiredThrough, list.getSequence());
  }

  private static OutcomeStatus status(PendingOutcome outcome, Recommendation list) {
    if (list.getServedTime() >= outcome.ingestTime()) {
      return OutcomeStatus.LATE_SERVED;
    }
    if (outcome.known()) {
      return OutcomeStatus.REPEAT;
    }
    boolean hit = list.getItems().stream().anyMatch(item -> item.getItem().equals(outcome.item()));
    return hit ? OutcomeStatus.HIT : OutcomeStatus.MISS;
  }
}
