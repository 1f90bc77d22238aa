package io.freshet.learner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.freshet.schemas.model.ModelsConfig;
import io.freshet.schemas.model.RowKey;
import io.freshet.schemas.record.Example;
import io.freshet.schemas.record.ParameterRow;
import io.freshet.schemas.record.Progress;
import io.freshet.schemas.record.RowDelta;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Learners, merge and changelog in one thread, with random delays drawn from a seed. */
class LearningLoopTest {
  private static final ModelsConfig MODELS = RowMergeTest.models(1_000);
  private static final Set<String> MEASURED = Set.of("accuracy", "rmse", "auc", "recall@10");
  private static final LearnerConfig CONFIG = LearnerConfig.defaults();

  @Test
  void aloneTheMergedRowsAreTheLearnersRowsBitForBit() {
    Learners sequential = new Learners(MODELS, CONFIG);
    List<Example> examples = Examples.mixed(1, 3_000);
    examples.forEach(sequential::learn);
    Loop loop = new Loop(1, new Random(1));
    examples.forEach(loop::step);
    loop.settle();
    assertThat(cells(loop.changelog)).isEqualTo(cells(rows(sequential)));
    assertThat(cells(rows(loop.learners.get(0)))).isEqualTo(cells(rows(sequential)));
    assertThat(loop.notMerged.get(0).size()).isZero();
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 4})
  void togetherTheyAgreeOnTheMergedRows(int learners) {
    Loop loop = new Loop(learners, new Random(2));
    Examples.mixed(2, 3_000).forEach(loop::step);
    loop.settle();
    Map<String, Float> merged = cells(loop.changelog);
    for (Learners learner : loop.learners) {
      Map<String, Float> view = cells(rows(learner));
      assertThat(view.keySet()).isEqualTo(merged.keySet());
      merged.forEach((cell, value) -> assertThat(view.get(cell)).isCloseTo(value, within(1e-3f)));
    }
    assertThat(loop.notMerged).allMatch(left -> left.size() == 0);
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 4})
  void togetherTheyCountWhatOneCounts(int learners) {
    List<Example> examples = Examples.mixed(3, 3_000);
    Learners sequential = new Learners(MODELS, CONFIG);
    examples.forEach(sequential::learn);
    Loop loop = new Loop(learners, new Random(3));
    examples.forEach(loop::step);
    loop.settle();
    Map<String, Float> one = cells(rows(sequential));
    cells(loop.changelog)
        .forEach(
            (cell, value) -> {
              if (cell.startsWith("co-visitation") || cell.startsWith("popularity")) {
                assertThat(value).isCloseTo(one.get(cell), within(1e-3f * one.get(cell)));
              }
            });
  }

  /** Each learner's model in the end, on what comes next. */
  @ParameterizedTest
  @ValueSource(ints = {2, 4})
  void togetherTheyPredictAboutAsWell(int parallelism) {
    List<Example> examples = Examples.mixed(4, 8_000);
    List<Example> past = examples.subList(0, 6_000);
    List<Example> next = examples.subList(6_000, 8_000);
    Learners sequential = new Learners(MODELS, CONFIG);
    past.forEach(sequential::learn);
    Loop loop = new Loop(parallelism, new Random(4));
    past.forEach(loop::step);
    loop.settle();
    Map<String, Double> alone = figures(restored(sequential), next);
    assertThat(alone.keySet())
        .contains("text-sentiment accuracy", "rating rmse", "ranker auc", "embeddings recall@10");
    Map<String, Double> together = figures(restored(loop.learners.get(0)), next);
    alone.forEach(
        (figure, value) ->
            assertThat(together.get(figure)).as(figure).isCloseTo(value, within(0.04)));
  }

  /** The same models, that have predicted nothing yet and will be asked about every example. */
  private static Learners restored(Learners learners) {
    Learners copy =
        new Learners(
            MODELS,
            new LearnerConfig(
                CONFIG.syncInterval(),
                CONFIG.publishInterval(),
                CONFIG.neighbourPublishInterval(),
                CONFIG.neighbourRowsPerSecond(),
                CONFIG.sweepInterval(),
                CONFIG.rowTtl(),
                CONFIG.admissionCount(),
                1,
                CONFIG.negativeWeight(),
                CONFIG.checkpointInterval()));
    rows(learners).forEach(row -> copy.apply(row, List.of()));
    return copy;
  }

  /** Figures of each model, by its name, on examples that it then learns. */
  private static Map<String, Double> figures(Learners learners, List<Example> next) {
    next.forEach(learners::learn);
    Map<String, Double> figures = new TreeMap<>();
    for (Progress progress : learners.progress(0, 0)) {
      progress
          .getMetrics()
          .forEach(
              (metric, value) -> {
                if (MEASURED.contains(metric)) {
                  figures.put(progress.getModel() + " " + metric, value);
                }
              });
    }
    return figures;
  }

  private static Iterable<ParameterRow> rows(Learners learners) {
    List<ParameterRow> rows = new ArrayList<>();
    learners.forEachRow(rows::add);
    return rows;
  }

  /** Every value that is not 0, by row, column and index; later rows replace earlier ones. */
  private static Map<String, Float> cells(Iterable<ParameterRow> rows) {
    Map<RowKey, ParameterRow> latest = new HashMap<>();
    rows.forEach(row -> latest.put(RowKey.of(row), row));
    Map<String, Float> cells = new TreeMap<>();
    latest.forEach(
        (key, row) -> {
          int width = row.getValues().size() / Math.max(1, row.getColumns().size());
          for (int i = 0; i < row.getValues().size(); i++) {
            String column = row.getColumns().isEmpty() ? "" : row.getColumns().get(i / width);
            if (row.getValues().get(i) != 0) {
              cells.put(key + "|" + column + "|" + i % width, row.getValues().get(i));
            }
          }
        });
    return cells;
  }

  private static final class Loop {
    private final Random random;
    private final RowMerge merge = new RowMerge(MODELS, 1);
    private final Map<RowKey, MergedRow> state = new HashMap<>();
    private final List<ParameterRow> changelog = new ArrayList<>();
    private final List<Learners> learners = new ArrayList<>();
    private final List<Incarnation> incarnations = new ArrayList<>();
    private final List<NotMerged> notMerged = new ArrayList<>();
    private final List<Deque<RowDelta>> toMerge = new ArrayList<>();
    private final int[] heard;
    private long sequence;

    Loop(int parallelism, Random random) {
      this.random = random;
      this.heard = new int[parallelism];
      for (int i = 0; i < parallelism; i++) {
        learners.add(new Learners(MODELS, CONFIG));
        incarnations.add(Incarnation.after(List.of(), i, 7));
        notMerged.add(new NotMerged());
        toMerge.add(new ArrayDeque<>());
      }
    }

    void step(Example example) {
      int learner = Math.floorMod(example.getKey().hashCode(), learners.size());
      assertThat(learners.get(learner).learn(example)).isEmpty();
      if (random.nextInt(5) == 0) {
        flush(learner);
      }
      if (random.nextInt(5) == 0) {
        merge(learner, random.nextInt(400));
      }
      hear(random.nextInt(learners.size()), random.nextInt(400));
    }

    void settle() {
      for (int i = 0; i < learners.size(); i++) {
        flush(i);
        merge(i, Integer.MAX_VALUE);
      }
      for (int i = 0; i < learners.size(); i++) {
        hear(i, Integer.MAX_VALUE);
      }
    }

    private void flush(int learner) {
      sequence++;
      learners
          .get(learner)
          .flush(
              delta -> {
                delta.setLearner(learner);
                delta.setEpoch(incarnations.get(learner).epoch());
                delta.setSequence(sequence);
                notMerged.get(learner).add(delta);
                toMerge.get(learner).add(delta);
              });
    }

    private void merge(int learner, int atMost) {
      Deque<RowDelta> deltas = toMerge.get(learner);
      for (int i = 0; i < atMost && !deltas.isEmpty(); i++) {
        RowDelta delta = deltas.remove();
        RowKey key = new RowKey(delta.getModel(), delta.getTable(), delta.getKey());
        MergedRow row = state.computeIfAbsent(key, k -> new MergedRow());
        merge.add(row, delta, 0);
        changelog.add(merge.publish(key, row));
      }
    }

    private void hear(int learner, int atMost) {
      Incarnation incarnation = incarnations.get(learner);
      for (int i = 0; i < atMost && heard[learner] < changelog.size(); i++) {
        ParameterRow row = changelog.get(heard[learner]++);
        List<RowDelta> rest =
            notMerged.get(learner).after(RowKey.of(row), incarnation.mergedSequence(row));
        if (!incarnation.isEcho(row)) {
          learners.get(learner).apply(row, rest);
        }
      }
    }
  }
}
