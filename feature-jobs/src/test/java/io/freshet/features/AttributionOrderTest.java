package io.freshet.features;

import static io.freshet.features.Samples.click;
import static io.freshet.features.Samples.list;
import static io.freshet.features.Samples.named;
import static io.freshet.features.Samples.on;
import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.features.NaiveAttribution.Event;
import io.freshet.schemas.record.Example;
import io.freshet.schemas.record.Interaction;
import io.freshet.schemas.record.Outcome;
import io.freshet.schemas.record.Recommendation;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The join against {@link NaiveAttribution}, and against itself in every order of arrival. */
class AttributionOrderTest {
  private static final FeatureConfig CONFIG =
      Configs.with("attribution-window: 1s", "outcome-wait: 1s", "pending-lists: 1000");

  @Test
  void equalsTheNaiveReferenceOnGeneratedOrders() {
    int[] statuses = new int[8];
    for (int seed = 0; seed < 5_000; seed++) {
      List<Event> events = generate(new Random(seed));
      Decisions decided = run(events);
      List<String> naive = NaiveAttribution.outcomes(events, CONFIG);
      assertThat(texts(decided)).as("seed %s: %s", seed, events).isEqualTo(naive);
      assertThat(decided.examples()).extracting(Example::getId).doesNotHaveDuplicates();
      decided.outcomes().forEach(o -> statuses[o.getStatus().ordinal()]++);
      statuses[7] += decided.late().size();
    }
    assertThat(statuses).doesNotContain(0);
  }

  @Test
  void everyInterleavingOfListsAndInteractionsDecidesTheSame() {
    List<Event> interactions = new ArrayList<>();
    List<Event> lists = new ArrayList<>();
    for (int n = 1; n <= 5; n++) {
      interactions.add(Event.of(click("u", "i" + n, 10 * n)));
      Recommendation served = list("u", n, 10 * n + n % 2 * 20, "i" + (n + 1), "x");
      lists.add(Event.of(served));
      lists.add(Event.of(served));
    }
    TreeSet<String> results = new TreeSet<>();
    int orders = interleave(interactions, lists, new ArrayList<>(), results);
    assertThat(orders).isEqualTo(3003);
    assertThat(results).hasSize(1);
    assertThat(results.first()).contains("u/1 LATE_SERVED", "u/2 HIT", "u/4 HIT");
  }

  /** Puts the sorted outcomes of every order into the results. */
  private static int interleave(
      List<Event> left, List<Event> right, List<Event> order, TreeSet<String> results) {
    if (left.isEmpty() && right.isEmpty()) {
      results.add(String.join(", ", texts(run(order)).stream().sorted().toList()));
      return 1;
    }
    int orders = 0;
    for (List<Event> side : List.of(left, right)) {
      if (!side.isEmpty()) {
        List<Event> rest = side.subList(1, side.size());
        order.add(side.get(0));
        orders +=
            interleave(side == left ? rest : left, side == left ? right : rest, order, results);
        order.remove(order.size() - 1);
      }
    }
    return orders;
  }

  private static Decisions run(List<Event> events) {
    AttributionJoin join = new AttributionJoin(CONFIG);
    AttributionState state = new AttributionState();
    Decisions decided = new Decisions();
    long number = 0;
    for (Event event : events) {
      if (event.interaction().isPresent()) {
        join.interacted(state, event.interaction().get(), ++number, event.now(), decided);
      } else if (event.list().isPresent()) {
        join.served(state, event.list().get(), Long.MIN_VALUE, decided);
      } else {
        join.expire(state, event.now(), decided);
        join.timeOut(state, "u", event.now(), decided);
      }
    }
    return decided;
  }

  private static List<String> texts(Decisions decided) {
    return decided.outcomes().stream().map(AttributionOrderTest::text).toList();
  }

  private static String text(Outcome outcome) {
    return outcome.getPredictionId() + " " + outcome.getStatus();
  }

  /** One user's interactions and lists, lists delayed, doubled, requested or missing. */
  private static List<Event> generate(Random random) {
    List<Event> events = new ArrayList<>();
    List<Recommendation> inFlight = new ArrayList<>();
    List<String> ids = new ArrayList<>();
    long time = 0;
    long number = 0;
    for (int step = 0; step < 30; step++) {
      time += random.nextInt(10) == 0 ? random.nextInt(1_500) : 10;
      switch (random.nextInt(5)) {
        case 0, 1 -> {
          Interaction next = click("u", "i" + random.nextInt(12), time);
          boolean names = !ids.isEmpty() && random.nextInt(4) == 0;
          events.add(Event.of(on(names ? ids.get(random.nextInt(ids.size())) : null, next)));
          number++;
          Recommendation made =
              list("u", number, time + random.nextInt(15), "i" + random.nextInt(12));
          if (random.nextInt(6) > 0) {
            inFlight.add(made);
          }
          ids.add(made.getId());
        }
        case 2 -> {
          String id = "r" + step;
          inFlight.add(named(id, "u", number, time + random.nextInt(15), "i" + step % 12));
          ids.add(id);
        }
        case 3 -> {
          if (!inFlight.isEmpty()) {
            Recommendation arrived = inFlight.get(random.nextInt(inFlight.size()));
            events.add(Event.of(arrived));
            if (random.nextInt(4) > 0) {
              inFlight.remove(arrived);
            }
          }
        }
        default -> events.add(Event.of(time));
      }
    }
    return events;
  }
}
