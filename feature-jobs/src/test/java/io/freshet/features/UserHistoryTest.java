package io.freshet.features;

import static io.freshet.features.Samples.click;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.freshet.schemas.record.HistoryEntry;
import io.freshet.schemas.record.Interaction;
import io.freshet.schemas.record.UserFeatures;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class UserHistoryTest {
  private static final long MINUTE = Duration.ofMinutes(1).toMillis();
  private static final long DAY = Duration.ofDays(1).toMillis();

  private final FeatureConfig config = Configs.with("history-length: 3", "example-history: 2");
  private final UserHistory history = new UserHistory();

  @Test
  void keepsTheLastInteractionsOldestFirst() {
    for (int i = 1; i <= 5; i++) {
      add("i" + i, i * MINUTE);
    }
    UserFeatures features = add("i6", 6 * MINUTE);
    assertThat(features.getHistory())
        .extracting(HistoryEntry::getItem)
        .containsExactly("i4", "i5", "i6");
    assertThat(features.getSequence()).isEqualTo(6);
    assertThat(features.getTrigger()).isEqualTo("u@" + 6 * MINUTE);
    assertThat(history.latest(2)).extracting(HistoryEntry::getItem).containsExactly("i5", "i6");
  }

  @Test
  void aSessionEndsWithTheGap() {
    add("a", 0);
    assertThat(add("b", 30 * MINUTE).getSessionEvents()).isEqualTo(2);
    UserFeatures next = add("c", 60 * MINUTE + 1);
    assertThat(next.getSessionEvents()).isEqualTo(1);
    assertThat(next.getSessionStart()).isEqualTo(60 * MINUTE + 1);
  }

  @Test
  void anOldInteractionIsNotDroppedAndLeavesTheSession() {
    add("a", 10 * DAY);
    UserFeatures features = add("b", 3 * DAY);
    assertThat(features.getSequence()).isEqualTo(2);
    assertThat(features.getSessionStart()).isEqualTo(10 * DAY);
    assertThat(features.getSessionEvents()).isEqualTo(1);
    assertThat(features.getCounters().get("type:CLICK")).isCloseTo(1.5, within(1e-9));
  }

  @Test
  void countsTypesAndCategoriesWithDecay() {
    history.add(click("u", "a", 0), List.of("toys", "red"), config);
    Interaction next = click("u", "b", 7 * DAY);
    history.add(next, List.of("toys"), config);
    assertThat(history.features(next, config).getCounters())
        .hasEntrySatisfying("type:CLICK", v -> assertThat(v).isCloseTo(1.5, within(1e-9)))
        .hasEntrySatisfying("category:toys", v -> assertThat(v).isCloseTo(1.5, within(1e-9)))
        .hasEntrySatisfying("category:red", v -> assertThat(v).isCloseTo(0.5, within(1e-9)))
        .hasSize(3);
  }

  private UserFeatures add(String item, long time) {
    Interaction interaction = click("u", item, time);
    history.add(interaction, List.of(), config);
    return history.features(interaction, config);
  }
}
