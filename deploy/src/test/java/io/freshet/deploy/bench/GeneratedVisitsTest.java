package io.freshet.deploy.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.freshet.deploy.bench.GeneratedVisits.Visit;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class GeneratedVisitsTest {
  private final GeneratedVisits visits = new GeneratedVisits(1000, 5, 1);
  private final List<Visit> all =
      LongStream.range(0, visits.total()).mapToObj(visits::visit).toList();

  @Test
  void everyUserComesAndEveryItemIsTaken() {
    Set<Integer> users = new HashSet<>();
    Set<Integer> items = new HashSet<>();
    all.forEach(
        visit -> {
          users.add(visit.user());
          items.add(visits.item(visit.user(), visit.step()));
        });
    assertThat(users).hasSize(1000);
    assertThat(items).hasSize(1000);
  }

  @Test
  void theStepsOfAUserGrowAndEachTenthHasItsOwnNewUsers() {
    Map<Integer, Long> latest = new HashMap<>();
    for (int number = 0; number < all.size(); number++) {
      Visit visit = all.get(number);
      if (visit.step() < visits.perUser()) {
        assertThat(visit.user() / 100).isEqualTo(number / 500);
      } else {
        assertThat(visit.user()).isLessThan(Math.max(100, number / 500 * 100));
      }
      if (number >= 500) {
        assertThat(visit.step()).isGreaterThan(latest.getOrDefault(visit.user(), -1L));
      }
      latest.put(visit.user(), visit.step());
    }
  }

  @Test
  void aFifthOfTheFurtherVisitsAreReturns() {
    long returns = all.stream().filter(visit -> visit.step() >= visits.perUser()).count();
    assertThat(returns / 4000.0).isBetween(0.17, 0.23);
  }

  @Test
  void itemsAreAsPopularAsZipfSays() {
    Map<Integer, Integer> taken = new HashMap<>();
    for (int i = 0; i < 100_000; i++) {
      taken.merge(visits.popular(i, 7), 1, Integer::sum);
    }
    int most = taken.values().stream().max(Integer::compare).orElseThrow();
    assertThat(most / 100_000.0).isBetween(0.09, 0.12);
  }

  @Test
  void refusesWhatIsNoMultipleOfTen() {
    assertThatThrownBy(() -> new GeneratedVisits(15, 1, 1))
        .hasMessage("count = 15, per user = 1: expected tens, and at least 1");
  }
}
