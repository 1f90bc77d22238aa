package io.freshet.learner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.freshet.schemas.model.PopularityConfig;
import io.freshet.schemas.record.Example;
import io.freshet.schemas.record.InteractionType;
import io.freshet.schemas.record.RowDelta;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PopularityLearnerTest {
  private static final Duration HALF_LIFE = Duration.ofSeconds(10);
  private final PopularityLearner learner =
      new PopularityLearner(new PopularityConfig(HALF_LIFE, 100), 1);

  @Test
  void equalsANaiveDecayedCountAcrossLandmarks() {
    Examples examples = new Examples(1);
    Map<String, Double> naive = new HashMap<>();
    long now = 0;
    for (int i = 0; i < 1_000; i++) {
      Example example = examples.nextItem();
      now = example.getEventTime();
      naive.replaceAll((item, count) -> count * Math.pow(0.5, 0.1));
      naive.merge(example.getItem().orElseThrow(), 1.0, Double::sum);
      learner.learn(example);
    }
    long end = now;
    naive.forEach(
        (item, count) ->
            assertThat(learner.model().count(item, end)).isCloseTo(count, within(1e-4)));
  }

  @Test
  void pendingDeltasMoveWithTheLandmark() {
    learner.learn("a", 0, 1, 5);
    long later = 40 * HALF_LIFE.toMillis();
    learner.learn("a", later, 1, 6);
    List<RowDelta> deltas = flush();
    assertThat(deltas).hasSize(1);
    assertThat(deltas.get(0).getLandmark()).isEqualTo(learner.model().landmark());
    assertThat(deltas.get(0).getIngestTime()).isEqualTo(6);
    PopularityLearner other = new PopularityLearner(new PopularityConfig(HALF_LIFE, 100), 1);
    deltas.forEach(other.model()::add);
    assertThat(other.model().count("a", later)).isEqualTo(learner.model().count("a", later));
  }

  @Test
  void whatIsDislikedIsNotPopular() {
    Example example = new Examples(2).nextItem(List.of(), "b");
    example.setType(InteractionType.DISLIKE);
    learner.learn(example);
    assertThat(flush()).isEmpty();
  }

  @Test
  void validationLooksOnlyAtTheShareItWasGiven() {
    PopularityLearner tenth = new PopularityLearner(PopularityConfig.defaults(), 0.1);
    Examples all = new Examples(3);
    Examples same = new Examples(3);
    for (int i = 0; i < 5_000; i++) {
      learner.learn(all.nextItem());
      tenth.learn(same.nextItem());
    }
    long counted = learner.validation().progress(0, 0).getCount();
    assertThat(counted).isBetween(500L, 4_999L);
    assertThat((double) tenth.validation().progress(0, 0).getCount() / counted)
        .isBetween(0.05, 0.15);
  }

  @Test
  void aRepeatedItemIsNotCounted() {
    learner.learn(new Examples(4).nextItem(List.of("a"), "a"));
    assertThat(learner.validation().progress(0, 0).getCount()).isZero();
  }

  private List<RowDelta> flush() {
    List<RowDelta> deltas = new ArrayList<>();
    learner.flush(deltas::add);
    return deltas;
  }
}
