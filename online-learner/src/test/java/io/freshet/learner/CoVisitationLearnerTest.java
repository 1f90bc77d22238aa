package io.freshet.learner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.freshet.schemas.model.CoVisitationConfig;
import io.freshet.schemas.model.CoVisitationModel;
import io.freshet.schemas.model.EventWeights;
import io.freshet.schemas.model.StepWeights;
import io.freshet.schemas.record.Example;
import io.freshet.schemas.record.HistoryEntry;
import io.freshet.schemas.record.InteractionType;
import io.freshet.schemas.record.RowDelta;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CoVisitationLearnerTest {
  private static final CoVisitationConfig CONFIG =
      config(1_000, new StepWeights(15, 0.9, Duration.ofDays(10_000), 1), 1);
  private final CoVisitationLearner learner = new CoVisitationLearner(CONFIG, 1);

  @Test
  void equalsANaiveMap() {
    Examples examples = new Examples(1);
    Map<String, Double> naive = new HashMap<>();
    for (int i = 0; i < 2_000; i++) {
      Example example = examples.nextItem();
      learner.learn(example);
      count(naive, example);
    }
    naive.forEach(
        (pair, weight) -> {
          String[] items = pair.split("/", 2);
          double found =
              items[1].isEmpty()
                  ? learner.model().count(items[0])
                  : weight(learner.model(), items[0], items[1]);
          assertThat(found).isCloseTo(weight, within(1e-3));
        });
  }

  @Test
  void anItemIsNoNeighbourOfItself() {
    learner.learn(new Examples(2).nextItem(List.of("a", "b", "a"), "a"));
    assertThat(weight(learner.model(), "a", "a")).isZero();
    assertThat(weight(learner.model(), "b", "a")).isCloseTo(0.9, within(1e-6));
  }

  @Test
  void whatIsDislikedIsNoVisit() {
    Example example = new Examples(2).nextItem(List.of("a"), "b");
    example.setType(InteractionType.DISLIKE);
    learner.learn(example);
    assertThat(flush()).isEmpty();
  }

  @Test
  void flushedDeltasAddUpToTheRowsEvenWhenNeighboursAreGivenUp() {
    CoVisitationLearner small = new CoVisitationLearner(config(8, CONFIG.pairs(), 1), 0);
    Examples examples = new Examples(3);
    Map<String, Double> sums = new HashMap<>();
    for (int i = 0; i < 3_000; i++) {
      small.learn(examples.nextItem());
      if (i % 11 == 0 || i == 2_999) {
        small.flush(delta -> add(sums, delta));
      }
    }
    sums.forEach(
        (pair, sum) -> {
          String[] items = pair.split("/", 2);
          double kept = weight(small.model(), items[0], items[1]);
          assertThat((double) sum.floatValue()).isEqualTo(kept);
        });
  }

  @Test
  void recallIsCountedBeforeLearning() {
    Examples examples = new Examples(4);
    for (int i = 0; i < 2_000; i++) {
      learner.learn(examples.nextItem());
    }
    assertThat(learner.validation().progress(0, 0).getMetrics().get("recall@10"))
        .isGreaterThan(0.5);
  }

  @Test
  void transitionsCountForwardOnlyAndLessAcrossSessions() {
    StepWeights steps = new StepWeights(2, 0.5, Duration.ofMillis(100), 0.25);
    CoVisitationLearner forward = new CoVisitationLearner("transitions", config(8, steps, 0), 0);
    Example example = new Examples(5).nextItem(List.of("x", "a", "b"), "c");
    example.setEventTime(1_000L);
    example.getHistory().get(2).setTime(950L);
    example.getHistory().get(1).setTime(899L);
    forward.learn(example);

    assertThat(weight(forward.model(), "b", "c")).isEqualTo(1);
    assertThat(weight(forward.model(), "a", "c")).isEqualTo(0.125);
    assertThat(weight(forward.model(), "x", "c")).isZero();
    assertThat(weight(forward.model(), "c", "b")).isZero();
    forward.flush(delta -> assertThat(delta.getModel()).isEqualTo("transitions"));
  }

  private static CoVisitationConfig config(int neighbours, StepWeights pairs, double backward) {
    return new CoVisitationConfig(
        new StepWeights(10, 0.8, Duration.ofDays(10_000), 1),
        pairs,
        backward,
        EventWeights.defaults(),
        neighbours,
        0.5,
        0.5,
        1);
  }

  private List<RowDelta> flush() {
    List<RowDelta> deltas = new ArrayList<>();
    learner.flush(deltas::add);
    return deltas;
  }

  private static void add(Map<String, Double> sums, RowDelta delta) {
    for (int i = 0; i < delta.getColumns().size(); i++) {
      String pair = delta.getKey() + '/' + delta.getColumns().get(i);
      sums.merge(pair, delta.getValues().get(i), Double::sum);
    }
  }

  private static void count(Map<String, Double> naive, Example example) {
    String item = example.getItem().orElseThrow();
    naive.merge(item + '/', 1.0, Double::sum);
    List<HistoryEntry> history = example.getHistory();
    for (int d = 1; d <= Math.min(CONFIG.pairs().length(), history.size()); d++) {
      String other = history.get(history.size() - d).getItem();
      if (!other.equals(item)) {
        naive.merge(item + '/' + other, Math.pow(0.9, d - 1), Double::sum);
        naive.merge(other + '/' + item, Math.pow(0.9, d - 1), Double::sum);
      }
    }
  }

  private static double weight(CoVisitationModel model, String item, String neighbour) {
    return model.weight(model.find(item), model.find(neighbour));
  }
}
