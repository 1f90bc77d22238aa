package io.freshet.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.freshet.schemas.record.InteractionType;
import io.freshet.schemas.record.Item;
import io.freshet.schemas.record.ItemFeatures;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ItemStateTest {
  private static final long WEEK = Duration.ofDays(7).toMillis();

  private final FeatureConfig config = Configs.with("rate-alpha: 1", "rate-beta: 9");
  private final ItemState state = new ItemState();

  @Test
  void popularityDecaysAndImpressionsAreNone() {
    state.touch(InteractionType.CLICK, 0, config);
    state.touch(InteractionType.PURCHASE, WEEK, config);
    state.touch(InteractionType.IMPRESSION, 2 * WEEK, config);
    ItemFeatures features = features();
    assertThat(features.getPopularity()).isCloseTo(1.5, within(1e-9));
    assertThat(features.getCounts())
        .isEqualTo(Map.of("CLICK", 1L, "PURCHASE", 1L, "IMPRESSION", 1L));
    assertThat(features.getEventTime()).isEqualTo(2 * WEEK);
  }

  @Test
  void theClickRateIsThePosteriorMean() {
    assertThat(rate()).isCloseTo(0.1, within(1e-12));
    for (int i = 0; i < 90; i++) {
      state.touch(InteractionType.IMPRESSION, i, config);
    }
    for (int i = 0; i < 49; i++) {
      state.touch(InteractionType.CLICK, i, config);
    }
    assertThat(rate()).isCloseTo(0.5, within(1e-12));
  }

  @Test
  void clicksWithoutImpressionsStayBelowOne() {
    for (int i = 0; i < 1_000; i++) {
      state.touch(InteractionType.CLICK, i, config);
    }
    assertThat(rate()).isBetween(0.9, 1.0);
  }

  @Test
  void firstSeenIsTheCreationOrElseTheFirstEvent() {
    state.touch(InteractionType.CLICK, 500, config);
    state.touch(InteractionType.CLICK, 300, config);
    assertThat(features().getFirstSeen()).isEqualTo(300);
    Item item = Samples.item("i", 600, "toys");
    item.setCreated(100L);
    state.describe(item);
    assertThat(features().getFirstSeen()).isEqualTo(100);
  }

  @Test
  void anOlderDescriptionIsNotTaken() {
    assertThat(state.describe(Samples.item("i", 600, "new"))).isTrue();
    assertThat(state.describe(Samples.item("i", 500, "old"))).isFalse();
    assertThat(features().getCategories()).containsExactly("new");
    assertThat(features().getTitle()).contains("title of i");
  }

  private ItemFeatures features() {
    return state.features("i", config, 1);
  }

  private double rate() {
    return features().getRates().get("click");
  }
}
