package io.freshet.learner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.freshet.schemas.model.EmbeddingConfig;
import io.freshet.schemas.model.EmbeddingModel;
import io.freshet.schemas.model.PopularityConfig;
import io.freshet.schemas.model.RowKey;
import io.freshet.schemas.model.ScoredItem;
import io.freshet.schemas.model.StepWeights;
import io.freshet.schemas.record.Example;
import io.freshet.schemas.record.HistoryEntry;
import io.freshet.schemas.record.InteractionType;
import io.freshet.schemas.record.ParameterRow;
import io.freshet.schemas.record.RowDelta;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EmbeddingLearnerTest {
  private static final EmbeddingConfig DEFAULTS = EmbeddingConfig.defaults();
  private static final EmbeddingConfig SMALL =
      new EmbeddingConfig(
          8,
          new StepWeights(4, 0.5, Duration.ofSeconds(5), 0.5),
          new StepWeights(10, 0.9, Duration.ofSeconds(5), 1),
          DEFAULTS.events(),
          0.1,
          0.01,
          1.5,
          true,
          7);
  private final EmbeddingLearner learner = new EmbeddingLearner(SMALL, 1);

  @Test
  void equalsTheFormulas() {
    Examples examples = new Examples(1);
    NaiveEmbeddings naive = new NaiveEmbeddings(SMALL);
    for (int i = 0; i < 1_500; i++) {
      Example example = examples.nextItem();
      example.setType(i % 50 == 49 ? InteractionType.DISLIKE : InteractionType.VIEW);
      learner.learn(example);
      naive.learn(example);
    }
    Example last = examples.nextItem();
    float[] user = user(learner.model(), last);
    for (int i = 0; i < 60; i++) {
      double expected = naive.score(last.getHistory(), last.getEventTime(), "i" + i);
      assertThat(learner.model().score(user, "i" + i)).isCloseTo(expected, within(2e-3));
    }
  }

  @Test
  void learnsWhatComesNext() {
    EmbeddingLearner embeddings = new EmbeddingLearner(DEFAULTS, 1);
    PopularityLearner popularity =
        new PopularityLearner(new PopularityConfig(Duration.ofDays(1), 100), 1);
    Examples examples = new Examples(2);
    for (int i = 0; i < 3_000; i++) {
      Example example = examples.nextItem();
      embeddings.learn(example);
      popularity.learn(example);
    }
    assertThat(recall(embeddings)).isGreaterThan(2 * recall(popularity)).isGreaterThan(0.5);
  }

  @Test
  void aNewItemIsFoundByItsTerms() {
    Examples examples = new Examples(3);
    for (int i = 0; i < 2_000; i++) {
      learner.learn(examples.nextItem());
    }
    EmbeddingModel model = learner.model();
    Example last = examples.nextItem(List.of("i11", "i12"), "i13");
    float[] user = user(model, last);
    assertThat(model.score(user, "new")).isZero();
    model.describe("new", List.of("part2"));
    model.describe("far", List.of("part8"));
    assertThat(model.score(user, "new")).isGreaterThan(model.score(user, "far") + 0.5);
    List<String> top = items(model.top(user, 15, item -> true));
    assertThat(top).contains("new").doesNotContain("far");
    model.forget("new");
    assertThat(items(model.top(user, 100, item -> true))).contains("far").doesNotContain("new");
  }

  @Test
  void flushedDeltasAddUpToTheRows() {
    EmbeddingModel merged = new EmbeddingModel(SMALL);
    Map<String, MergedRow> sums = new HashMap<>();
    RowMerge merge = new RowMerge(RowMergeTest.models(10), 1);
    Examples examples = new Examples(4);
    for (int i = 0; i < 1_000; i++) {
      learner.learn(examples.nextItem());
      if (i % 11 == 0 || i == 999) {
        learner.flush(delta -> merge.add(sum(sums, delta), delta, 1));
      }
    }
    assertThat(learner.pending("items-out-8", "i1")).isEmpty();
    sums.forEach((key, row) -> merged.apply(merge.publish(RowKey.parse(key), row)));
    assertSameScores(merged, learner.model(), examples.nextItem());
  }

  @Test
  void rowsRestoreTheModel() {
    Examples examples = new Examples(5);
    for (int i = 0; i < 500; i++) {
      learner.learn(examples.nextItem());
    }
    EmbeddingModel restored = new EmbeddingModel(SMALL);
    learner.model().forEachRow(restored::apply);
    assertSameScores(restored, learner.model(), examples.nextItem());
  }

  @Test
  void termsFollowWhatExamplesSay() {
    learner.learn(described("a", List.of("old", "kept")));
    learner.learn(described("a", List.of("kept", "new")));
    learner.learn(described("a", List.of()));
    assertThat(learner.model().content().votes("a"))
        .containsOnlyKeys("kept", "new")
        .containsEntry("new", 1f);
    List<RowDelta> content = new ArrayList<>();
    learner.flush(
        delta -> {
          if (delta.getTable().equals(EmbeddingModel.CONTENT)) {
            content.add(delta);
          }
        });
    assertThat(content).hasSize(1);
    assertThat(content.get(0).getColumns()).containsExactly("kept", "new", "old");
    assertThat(content.get(0).getValues()).containsExactly(1.0, 1.0, 0.0);
  }

  @Test
  void whatIsDislikedOrRepeatedTeachesNothing() {
    Examples examples = new Examples(6);
    learner.learn(examples.nextItem(List.of(), "a"));
    learner.flush(delta -> {});
    Example disliked = examples.nextItem(List.of("a"), "b");
    disliked.setTerms(List.of());
    disliked.setType(InteractionType.DISLIKE);
    learner.learn(disliked);
    learner.flush(delta -> assertThat(delta).isNull());
    learner.learn(examples.nextItem(List.of("a"), "a"));
    List<RowDelta> counted = new ArrayList<>();
    learner.flush(counted::add);
    assertThat(counted).hasSize(1);
    assertThat(counted.get(0).getTable()).isEqualTo("items-out-8");
  }

  @Test
  void aRowThatIsRemovedWhileItIsLearnedBeginsAnew() {
    Examples examples = new Examples(7);
    for (int i = 0; i < 300; i++) {
      learner.learn(examples.nextItem());
      if (i == 250) {
        learner.flush(delta -> {});
      }
    }
    RowDelta pending = learner.pending("items-out-8", "i3").orElseThrow();
    ParameterRow removed =
        ParameterRow.newBuilder()
            .setModel(EmbeddingModel.MODEL)
            .setTable("items-out-8")
            .setKey("i3")
            .setValues(List.of())
            .build();
    learner.apply(removed, List.of());
    assertThat(learner.pending("items-out-8", "i3")).contains(pending);
    EmbeddingModel model = learner.model();
    int row = model.itemsOut().find("i3");
    assertThat(model.itemsOut().vectors()[row * 8])
        .isCloseTo(pending.getValues().get(0).floatValue(), within(1e-6f));
  }

  private static void assertSameScores(EmbeddingModel actual, EmbeddingModel model, Example last) {
    float[] user = user(model, last);
    float[] same = user(actual, last);
    for (int i = 0; i < 60; i++) {
      assertThat(actual.score(same, "i" + i)).isCloseTo(model.score(user, "i" + i), within(1e-5));
    }
    assertThat(items(actual.top(same, 10, item -> true)))
        .isEqualTo(items(model.top(user, 10, item -> true)));
  }

  private static float[] user(EmbeddingModel model, Example example) {
    List<HistoryEntry> history = example.getHistory();
    return model.user(history, example.getEventTime()).orElseThrow();
  }

  private static MergedRow sum(Map<String, MergedRow> sums, RowDelta delta) {
    String key = delta.getModel() + '/' + delta.getTable() + '/' + delta.getKey();
    return sums.computeIfAbsent(key, added -> new MergedRow());
  }

  private static Example described(String item, List<String> terms) {
    Example example = new Examples(8).nextItem(List.of(), item);
    example.setTerms(terms);
    return example;
  }

  private static double recall(Learner learner) {
    return learner.validation().progress(0, 0).getMetrics().get("recall@10");
  }

  private static List<String> items(List<ScoredItem> scored) {
    return scored.stream().map(ScoredItem::item).toList();
  }
}
