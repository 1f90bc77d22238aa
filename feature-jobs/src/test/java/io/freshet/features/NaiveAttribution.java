package io.freshet.features;

import io.freshet.schemas.record.Interaction;
import io.freshet.schemas.record.RankedItem;
import io.freshet.schemas.record.Recommendation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The attribution join by its rules, without any of the shortcuts: it keeps every list, every
 * closed id and every item for ever, and searches all of them each time.
 */
final class NaiveAttribution {
  private final FeatureConfig config;
  private final List<Recommendation> seen = new ArrayList<>();
  private final Map<String, String> closed = new HashMap<>();
  private final List<Waiting> waiting = new ArrayList<>();
  private final Set<String> items = new HashSet<>();
  private final List<String> outcomes = new ArrayList<>();
  private long number;
  private long decidedThrough = -1;

  /** An interaction, a list, or the time, which is event time and processing time at once. */
  record Event(Optional<Interaction> interaction, Optional<Recommendation> list, long now) {
    static Event of(Interaction interaction) {
      return new Event(Optional.of(interaction), Optional.empty(), interaction.getIngestTime());
    }

    static Event of(Recommendation list) {
      return new Event(Optional.empty(), Optional.of(list), 0);
    }

    static Event of(long now) {
      return new Event(Optional.empty(), Optional.empty(), now);
    }
  }

  private record Waiting(long number, String named, Interaction interaction, boolean known) {
    boolean wants(Recommendation list) {
      return named.isEmpty() ? list.getSequence() == number - 1 : list.getId().equals(named);
    }
  }

  private NaiveAttribution(FeatureConfig config) {
    this.config = config;
  }

  /** {@code <prediction id> <status>} in the order of decision. */
  static List<String> outcomes(List<Event> events, FeatureConfig config) {
    NaiveAttribution naive = new NaiveAttribution(config);
    for (Event event : events) {
      event.interaction().ifPresent(naive::interacted);
      event.list().ifPresent(naive::served);
      if (event.interaction().isEmpty() && event.list().isEmpty()) {
        naive.passed(event.now());
      }
    }
    return naive.outcomes;
  }

  private void interacted(Interaction next) {
    String named = next.getRequestId().filter(id -> !isClosed(id, "settled")).orElse("");
    Waiting outcome = new Waiting(++number, named, next, !items.add(next.getItem()));
    long ingested = next.getIngestTime();
    List<Recommendation> wanted =
        seen.stream().filter(l -> !closed.containsKey(l.getId()) && outcome.wants(l)).toList();
    Optional<Recommendation> list =
        wanted.stream()
            .filter(l -> l.getServedTime() < ingested)
            .max(Comparator.comparingLong(Recommendation::getServedTime))
            .or(() -> wanted.stream().min(Comparator.comparingLong(Recommendation::getServedTime)));
    if (list.isPresent()) {
      decide(outcome, list.get());
    } else if (named.isEmpty() && number == 1 && expiredThrough() < 0) {
      decideWithout(outcome);
    } else if (named.isEmpty() ? expiredThrough() < number - 1 : !isClosed(named, "expired")) {
      waiting.add(outcome);
    }
  }

  private void served(Recommendation list) {
    boolean isNew = seen.stream().noneMatch(l -> l.getId().equals(list.getId()));
    if (!isNew || closed.containsKey(list.getId())) {
      return;
    }
    seen.add(list);
    Optional<Waiting> outcome = waiting.stream().filter(w -> w.wants(list)).findFirst();
    if (outcome.isPresent()) {
      waiting.remove(outcome.get());
      decide(outcome.get(), list);
    } else if (list.getSequence() <= decidedThrough) {
      closed.put(list.getId(), "settled");
    }
  }

  private void passed(long now) {
    for (Recommendation list : seen) {
      long expiry = list.getEventTime() + config.attributionWindow().toMillis();
      if (!closed.containsKey(list.getId()) && expiry <= now) {
        close(list, "EXPIRED", "expired");
      }
    }
    for (Waiting outcome : List.copyOf(waiting)) {
      if (outcome.interaction().getIngestTime() + config.outcomeWait().toMillis() <= now) {
        waiting.remove(outcome);
        decideWithout(outcome);
      }
    }
  }

  private void decide(Waiting outcome, Recommendation list) {
    Interaction interaction = outcome.interaction();
    boolean hit =
        list.getItems().stream().map(RankedItem::getItem).anyMatch(interaction.getItem()::equals);
    String inTime = outcome.known() ? "REPEAT" : hit ? "HIT" : "MISS";
    boolean late = list.getServedTime() >= interaction.getIngestTime();
    close(list, late ? "LATE_SERVED" : inTime, "settled");
    supersede(outcome.number() - 1);
  }

  private void decideWithout(Waiting outcome) {
    boolean unnamed = outcome.named().isEmpty();
    outcomes.add((unnamed ? "u/" + (outcome.number() - 1) : outcome.named()) + " NO_PREDICTION");
    closed.put(outcome.named(), "settled");
    supersede(outcome.number() - 1);
  }

  private void supersede(long through) {
    decidedThrough = Math.max(decidedThrough, through);
    for (Recommendation list : seen) {
      if (!closed.containsKey(list.getId()) && list.getSequence() <= through) {
        close(list, "SUPERSEDED", "settled");
      }
    }
  }

  private void close(Recommendation list, String status, String how) {
    outcomes.add(list.getId() + " " + status);
    closed.put(list.getId(), how);
  }

  private boolean isClosed(String id, String how) {
    return how.equals(closed.get(id));
  }

  private long expiredThrough() {
    return seen.stream()
        .filter(list -> isClosed(list.getId(), "expired"))
        .mapToLong(Recommendation::getSequence)
        .max()
        .orElse(-1);
  }
}
