package io.freshet.schemas.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.freshet.schemas.record.ParameterRow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PopularityModelTest {
  private static final long DAY = Duration.ofDays(1).toMillis();
  private final PopularityModel model =
      new PopularityModel(new PopularityConfig(Duration.ofDays(1), 50));

  @Test
  void ranksLikeANaiveDecayedCountOverManyLandmarks() {
    Random random = new Random(3);
    Map<String, List<Long>> events = new HashMap<>();
    long now = 0;
    for (int i = 0; i < 5_000; i++) {
      now += random.nextInt((int) (DAY / 20));
      String item = "i" + (int) Math.abs(random.nextGaussian() * 100);
      events.computeIfAbsent(item, k -> new ArrayList<>()).add(now);
      model.add(item, now, 1);
    }
    long end = now;
    List<String> expected =
        events.keySet().stream()
            .sorted(Comparator.comparingDouble(item -> -naive(events.get(item), end)))
            .limit(10)
            .toList();
    assertThat(model.top(10, item -> true))
        .extracting(ScoredItem::item)
        .containsExactlyElementsOf(expected);
    assertThat(model.count(expected.get(0), end))
        .isCloseTo(naive(events.get(expected.get(0)), end), within(1e-3));
  }

  private static double naive(List<Long> times, long now) {
    return times.stream().mapToDouble(time -> Math.pow(0.5, (now - time) / (double) DAY)).sum();
  }

  @Test
  void aViewThatAppliesTheRowsAnswersTheSame() {
    for (int i = 0; i < 300; i++) {
      model.add("i" + i % 37, i * DAY / 10, 1);
    }
    PopularityModel copy = new PopularityModel(new PopularityConfig(Duration.ofDays(1), 50));
    model.forEachRow(copy::apply);
    assertThat(copy.top(20, item -> true)).isEqualTo(model.top(20, item -> true));
  }

  @Test
  void aRowWithoutValuesRemovesTheItem() {
    model.add("a", 0, 1);
    model.apply(
        ParameterRow.newBuilder()
            .setModel("popularity")
            .setTable("items")
            .setKey("a")
            .setValues(List.of())
            .build());
    assertThat(model.top(5, item -> true)).isEmpty();
    assertThat(model.count("a", 0)).isZero();
  }

  @Test
  void filteredItemsMakeRoomForTheNext() {
    model.add("a", 0, 3);
    model.add("b", 0, 2);
    model.add("c", 0, 1);
    assertThat(model.top(2, item -> !item.equals("a")))
        .extracting(ScoredItem::item)
        .containsExactly("b", "c");
  }
}
