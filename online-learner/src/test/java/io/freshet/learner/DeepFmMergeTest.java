package io.freshet.learner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.freshet.schemas.model.DeepFmConfig;
import io.freshet.schemas.model.DeepFmModel;
import io.freshet.schemas.model.ModelsConfig;
import io.freshet.schemas.model.RankingInput;
import io.freshet.schemas.model.RowKey;
import io.freshet.schemas.record.ParameterRow;
import io.freshet.schemas.record.RowDelta;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Two learners that hear of each other through merged rows, and a scorer that hears of both. */
class DeepFmMergeTest {
  private static final DeepFmConfig CONFIG =
      new DeepFmConfig(8, List.of(16, 8), 0.1, 0.05, 0.1, 1e-6, 0, 10, 64, true, 0, 42);
  private static final RankingInput LIST =
      RankingLists.after("x").with("good", 1).with("fair", 1).with("bad", 1);

  private final RowMerge merge = new RowMerge(ModelsConfig.defaults(), 1);
  private final Map<RowKey, MergedRow> rows = new HashMap<>();
  private final Map<RowKey, ParameterRow> published = new HashMap<>();
  private final List<DeepFmLearner> learners = List.of(learner(), learner());
  private final DeepFmModel scorer = new DeepFmModel(CONFIG, List.of("one"));

  @Test
  void allPredictTheSameAndHaveLearnedFromBoth() {
    Random random = new Random(4);
    for (int round = 0; round < 30; round++) {
      for (DeepFmLearner learner : learners) {
        learn(learner, 20, random);
        learner.flush(this::merge);
      }
      publish();
    }
    double[] expected = score(scorer);
    for (DeepFmLearner learner : learners) {
      assertThat(score(learner.model())).containsExactly(expected, within(1e-3));
    }
    assertThat(expected[0]).isGreaterThan(expected[1]);
    assertThat(expected[1]).isGreaterThan(expected[2]);
  }

  @Test
  void whatWaitsWhileARowIsMergedIsNotLost() {
    DeepFmLearner busy = learners.get(0);
    learn(busy, 100, new Random(5));
    busy.flush(this::merge);
    learn(busy, 100, new Random(6));
    double[] before = score(busy.model());
    publish();
    assertThat(score(busy.model())).containsExactly(before, within(1e-3));
    busy.flush(this::merge);
    publish();
    assertThat(score(scorer)).containsExactly(score(busy.model()), within(1e-3));
  }

  @Test
  void aloneMergedRowsAreTheLearnersRowsBitForBit() {
    DeepFmLearner alone = learners.get(0);
    for (int i = 0; i < 5; i++) {
      learn(alone, 50, new Random(i));
      alone.flush(this::merge);
    }
    rows.forEach((key, row) -> published.put(key, merge.publish(key, row)));
    alone
        .model()
        .forEachRow(
            row ->
                assertThat(published.get(RowKey.of(row)).getValues()).isEqualTo(row.getValues()));
  }

  private void merge(RowDelta delta) {
    RowKey key = new RowKey(delta.getModel(), delta.getTable(), delta.getKey());
    merge.add(rows.computeIfAbsent(key, added -> new MergedRow()), delta, 0);
  }

  private void publish() {
    rows.forEach(
        (key, row) -> {
          ParameterRow merged = merge.publish(key, row);
          scorer.apply(merged);
          learners.forEach(learner -> learner.apply(merged, List.of()));
        });
  }

  private static DeepFmLearner learner() {
    return new DeepFmLearner(new DeepFmModel(CONFIG, List.of("one")), 1);
  }

  private static double[] score(DeepFmModel model) {
    double[] logOdds = new double[LIST.size()];
    model.score(LIST, logOdds);
    return logOdds;
  }

  /** Chosen at 6 : 3 : 1. */
  private static void learn(DeepFmLearner learner, int lists, Random random) {
    for (int i = 0; i < lists; i++) {
      int choice = random.nextInt(10);
      float[] labels = new float[LIST.size()];
      labels[choice < 6 ? 0 : choice < 9 ? 1 : 2] = 1;
      learner.learn(LIST, labels, false, 1, i);
    }
  }
}
