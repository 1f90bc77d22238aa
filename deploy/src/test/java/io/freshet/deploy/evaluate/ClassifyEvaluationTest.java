package io.freshet.deploy.evaluate;

import static io.freshet.deploy.evaluate.ScorecardFigures.card;
import static io.freshet.deploy.evaluate.ScorecardFigures.figure;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.freshet.ingestion.Event;
import io.freshet.ingestion.EventKind;
import io.freshet.schemas.metrics.Calibration.Bin;
import io.freshet.schemas.metrics.ClassificationMetrics.Cell;
import io.freshet.schemas.metrics.ClassificationMetrics.ClassCounts;
import io.freshet.schemas.record.Label;
import io.freshet.schemas.record.Text;
import io.freshet.scoring.text.EncodedText;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ClassifyEvaluationTest {
  private static final String TASK = "sentiment";

  /** Always says the same, and remembers how much it had learned before each text. */
  private static final class Scripted implements Classifier {
    final List<Integer> learnedBefore = new ArrayList<>();
    private int learned;

    @Override
    public Map<String, ClassProbabilities> classify(EncodedText text) {
      learnedBefore.add(learned);
      return Map.of(
          TASK, new ClassProbabilities("good", List.of("bad", "good"), List.of(0.2, 0.8)));
    }

    @Override
    public void learn(Label label) {
      learned++;
    }
  }

  private final Scripted scripted = new Scripted();

  @Test
  void labelsAreUsedSoManyTextsLater() {
    run(2, 0, "good", "good", "good", "good", "good");
    assertThat(scripted.learnedBefore).containsExactly(0, 0, 0, 1, 2);
  }

  @Test
  void withoutDelayALabelIsKnownToTheNextText() {
    run(0, 0, "good", "good", "good");
    assertThat(scripted.learnedBefore).containsExactly(0, 1, 2);
  }

  @Test
  void countsEveryTextAfterTheWarmUpOnce() {
    ClassifyEvaluation evaluation = run(2, 1, "bad", "good", "good", "bad", "good");
    assertThat(evaluation.tested()).isEqualTo(4);
    assertThat(figure(evaluation, "scripted", "accuracy")).isEqualTo(0.75);
    assertThat(figure(evaluation, "scripted", "macro-f1"))
        .isCloseTo((6.0 / 7 + 0) / 2, within(1e-12));
    assertThat(figure(evaluation, "scripted", "auc")).isEqualTo(0.5);
    assertThat(figure(evaluation, "scripted", "log-loss"))
        .isCloseTo(-(3 * Math.log(0.8) + Math.log(0.2)) / 4, within(1e-12));
    assertThat(figure(evaluation, "scripted", "ece")).isCloseTo(0.8 - 0.75, within(1e-12));
  }

  @Test
  void showsEveryClass() {
    ClassDetails details =
        card(run(0, 0, "bad", "good", "good", "good"), "scripted").classes().orElseThrow();
    assertThat(details.byClass())
        .containsExactly(new ClassCounts("bad", 1, 0, 0), new ClassCounts("good", 3, 4, 3));
    assertThat(details.confusion())
        .containsExactly(new Cell("bad", "good", 1), new Cell("good", "good", 3));
    assertThat(details.reliability()).containsExactly(new Bin(4, 0.8, 0.75));
  }

  @Test
  void aTextFromBeforeTheFirstLabelIsNotCounted() {
    ClassifyEvaluation evaluation =
        new ClassifyEvaluation(
            new Plan(4, 0, 1, false),
            TextEncoding.none(),
            Map.of("majority-class", new MajorityClassifier()));
    feed(evaluation, "good", "good", "good", "bad");
    assertThat(evaluation.tested()).isEqualTo(2);
    assertThat(figure(evaluation, "majority-class", "accuracy")).isEqualTo(0.5);
  }

  @Test
  void whoKnowsClassesWithoutALabelIsCountedFromTheFirstText() {
    Map<String, Classifier> both = new LinkedHashMap<>();
    both.put("majority-class", new MajorityClassifier());
    both.put("scripted", scripted);
    both.put("zero-shot", new ZeroShotClassifier());
    ClassifyEvaluation evaluation =
        new ClassifyEvaluation(new Plan(4, 0, 1, false), TextEncoding.none(), both);
    feed(evaluation, "good", "good", "good", "bad");
    assertThat(evaluation.tested()).isEqualTo(4);
    assertThat(figure(evaluation, "scripted", "accuracy")).isEqualTo(0.75);
    assertThat(figure(evaluation, "majority-class", "accuracy")).isEqualTo(0.5);
    assertThat(evaluation.scorecards())
        .extracting(Scorecard::model)
        .containsExactly("majority-class", "scripted");
  }

  @Test
  void tellsTheFirstPredictionsFromTheLast() {
    String[] labels = new String[1_200];
    Arrays.fill(labels, 0, 150, "bad");
    Arrays.fill(labels, 150, 1_200, "good");
    ClassifyEvaluation evaluation = run(0, 0, labels);
    assertThat(figure(evaluation, "scripted", "first-200")).isEqualTo(0.25);
    assertThat(figure(evaluation, "scripted", "last-1000")).isEqualTo(1);
  }

  @Test
  void correctionsAndLabelsThatSayNoAreLearnedAndNotCounted() {
    ClassifyEvaluation evaluation =
        new ClassifyEvaluation(
            new Plan(3, 0, 0, false), TextEncoding.none(), Map.of("scripted", scripted));
    Label not = label("t", "bad");
    not.setNegated(true);
    evaluation.take(new Event(EventKind.TEXT, text("t")));
    evaluation.take(new Event(EventKind.LABEL, not));
    evaluation.take(new Event(EventKind.LABEL, label("t", "good")));
    evaluation.take(new Event(EventKind.LABEL, label("t", "bad")));
    evaluation.take(new Event(EventKind.TEXT, text("s")));
    assertThat(scripted.learnedBefore).containsExactly(0, 3);
    assertThat(evaluation.tested()).isEqualTo(1);
    assertThat(figure(evaluation, "scripted", "accuracy")).isEqualTo(1);
  }

  private ClassifyEvaluation run(int delay, long warmUp, String... labels) {
    ClassifyEvaluation evaluation =
        new ClassifyEvaluation(
            new Plan(labels.length, warmUp, delay, false),
            TextEncoding.none(),
            Map.of("scripted", scripted));
    feed(evaluation, labels);
    return evaluation;
  }

  private static void feed(Evaluation evaluation, String... labels) {
    for (int i = 0; i < labels.length; i++) {
      evaluation.take(new Event(EventKind.TEXT, text("t" + i)));
      evaluation.take(new Event(EventKind.LABEL, label("t" + i, labels[i])));
    }
    evaluation.finish();
  }

  private static Text text(String id) {
    return Text.newBuilder()
        .setEventId(id)
        .setTextId(id)
        .setText("a text")
        .setTasks(List.of(TASK))
        .setEventTime(0)
        .setIngestTime(0)
        .build();
  }

  private static Label label(String textId, String label) {
    return Label.newBuilder()
        .setEventId(textId + "/label")
        .setTextId(textId)
        .setTask(TASK)
        .setLabel(label)
        .setEventTime(0)
        .setIngestTime(0)
        .build();
  }
}
