package io.freshet.ingestion.replay;

import io.freshet.ingestion.replay.Outgoing.Expectation;
import io.freshet.ingestion.replay.Outgoing.Lane;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.Set;

/**
 * Decides what may be sent next. In one lane (a user, a text) one thing at a time is unanswered, in
 * the order in which they were offered; lanes run beside each other, up to a number of unanswered
 * things; of those that may go, the oldest goes first, so that a label is not overtaken by the
 * texts that come after it. What expects no answer is never held back. An answer that does not come
 * in time is given up.
 *
 * <p>One thread.
 */
public final class ClosedLoop {
  private static final int REMEMBERED_ANSWERS = 200_000;

  private final Map<Lane, Integer> limits;
  private final long timeout;
  private final Map<String, Deque<Outgoing>> lanes = new HashMap<>();
  private final Map<String, Unanswered> unanswered = new LinkedHashMap<>();
  private final Map<Lane, Integer> inFlight = new EnumMap<>(Lane.class);
  private final Map<Lane, Queue<Outgoing>> ready = new EnumMap<>(Lane.class);
  private final Queue<Outgoing> free = new ArrayDeque<>();
  private final Set<String> early =
      Collections.newSetFromMap(
          new LinkedHashMap<>() {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
              return size() > REMEMBERED_ANSWERS;
            }
          });
  private int held;
  private long timeouts;

  /**
   * @param users how many users may be unanswered at once
   * @param texts how many texts and labels may be unanswered at once
   * @param timeout how long an answer is waited for, in the unit of the clock that is passed in
   */
  public ClosedLoop(int users, int texts, long timeout) {
    this.limits = Map.of(Lane.USER, users, Lane.TEXT, texts);
    this.timeout = timeout;
    for (Lane kind : Lane.values()) {
      inFlight.put(kind, 0);
      ready.put(kind, new PriorityQueue<>(Comparator.comparingLong(Outgoing::index)));
    }
  }

  private record Unanswered(Outgoing outgoing, long since) {}

  /** Takes something that is to be sent when its turn comes. */
  public void offer(Outgoing outgoing) {
    held++;
    if (outgoing.expected().isEmpty()) {
      free.add(outgoing);
      return;
    }
    Expectation expected = outgoing.expected().get();
    Deque<Outgoing> waiting = lanes.get(expected.lane());
    if (waiting == null) {
      lanes.put(expected.lane(), new ArrayDeque<>(2));
      ready.get(expected.kind()).add(outgoing);
    } else {
      waiting.add(outgoing);
    }
  }

  /** The next thing that may be sent; it counts as sent from this time on. */
  public Optional<Outgoing> next(long now) {
    Queue<Outgoing> best = free;
    for (Lane kind : Lane.values()) {
      Queue<Outgoing> candidate = ready.get(kind);
      if (inFlight.get(kind) < limits.get(kind) && isBefore(candidate, best)) {
        best = candidate;
      }
    }
    Optional<Outgoing> next = Optional.ofNullable(best.poll());
    next.ifPresent(outgoing -> sent(outgoing, now));
    return next;
  }

  private static boolean isBefore(Queue<Outgoing> candidate, Queue<Outgoing> best) {
    return !candidate.isEmpty()
        && (best.isEmpty() || candidate.element().index() < best.element().index());
  }

  private void sent(Outgoing outgoing, long now) {
    held--;
    outgoing
        .expected()
        .ifPresent(
            expected -> {
              inFlight.merge(expected.kind(), 1, Integer::sum);
              unanswered.put(expected.answer(), new Unanswered(outgoing, now));
            });
  }

  /**
   * What was sent and is answered by this. An answer to something that was not sent yet is
   * remembered; see {@link #wasAnswered}.
   */
  public Optional<Outgoing> answered(String answer) {
    Unanswered found = unanswered.remove(answer);
    if (found == null) {
      early.add(answer);
      return Optional.empty();
    }
    release(found.outgoing());
    return Optional.of(found.outgoing());
  }

  /** Whether the answer came before the question: it was sent by an earlier run. */
  public boolean wasAnswered(Outgoing outgoing) {
    return outgoing.expected().map(Expectation::answer).filter(early::remove).isPresent();
  }

  /** Gives up the answers that did not come in time, and returns what they were to. */
  public List<Outgoing> expire(long now) {
    List<Outgoing> expired = new ArrayList<>();
    Iterator<Unanswered> oldest = unanswered.values().iterator();
    while (oldest.hasNext()) {
      Unanswered entry = oldest.next();
      if (now - entry.since() < timeout) {
        break;
      }
      oldest.remove();
      expired.add(entry.outgoing());
    }
    expired.forEach(this::release);
    timeouts += expired.size();
    return expired;
  }

  private void release(Outgoing outgoing) {
    Expectation expected = outgoing.expected().orElseThrow();
    inFlight.merge(expected.kind(), -1, Integer::sum);
    Outgoing following = lanes.get(expected.lane()).poll();
    if (following == null) {
      lanes.remove(expected.lane());
    } else {
      ready.get(expected.kind()).add(following);
    }
  }

  /** Things offered and not sent. */
  public int held() {
    return held;
  }

  /** Things sent and not answered. */
  public int unanswered() {
    return unanswered.size();
  }

  /** Answers that were given up. */
  public long timeouts() {
    return timeouts;
  }
}
