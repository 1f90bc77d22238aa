package io.freshet.deploy.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.deploy.demo.Figures.TextTask;
import io.freshet.schemas.record.Label;
import io.freshet.schemas.record.TextHead;
import io.freshet.schemas.record.TextPrediction;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TextScoresTest {
  private final TextScores scores = new TextScores();

  @Test
  void judgesPredictionsBeforeTheirLabelNextToTheMajorityOfLabelsSoFar() {
    scores.written("a", Map.of("mood", "good"));
    scores.predicted(prediction("a", null), 1_000);
    scores.labelled(label("a", "good"));
    scores.written("b", Map.of("mood", "good"));
    scores.predicted(prediction("b", "good"), 2_000);
    scores.written("c", Map.of("mood", "bad"));
    scores.predicted(prediction("c", "bad"), 3_000);

    TextTask mood = scores.tasks(3_000).get(0);
    assertThat(mood.predictions()).isEqualTo(3);
    assertThat(mood.accuracy()).isEqualTo(2 / 3.0);
    assertThat(mood.majority()).isEqualTo(1 / 3.0);
  }

  @Test
  void aPredictionAfterTheLabelDoesNotCount() {
    scores.written("a", Map.of("mood", "good"));
    scores.labelled(label("a", "good"));
    scores.predicted(prediction("a", "good"), 1_000);

    assertThat(scores.tasks(1_000).get(0).predictions()).isZero();
  }

  @Test
  void aPredictionThatComesTwiceCountsOnce() {
    scores.written("a", Map.of("mood", "good"));
    scores.predicted(prediction("a", "good"), 1_000);
    scores.predicted(prediction("a", "good"), 1_000);

    assertThat(scores.tasks(1_000).get(0).predictions()).isEqualTo(1);
  }

  private static Label label(String text, String label) {
    return Label.newBuilder()
        .setEventId("l")
        .setTextId(text)
        .setTask("mood")
        .setLabel(label)
        .setEventTime(0)
        .setIngestTime(0)
        .build();
  }

  private static TextPrediction prediction(String text, @Nullable String label) {
    TextHead head =
        TextHead.newBuilder()
            .setTask("mood")
            .setLabel(label)
            .setLabels(List.of())
            .setProbabilities(List.of())
            .build();
    return TextPrediction.newBuilder()
        .setTextId(text)
        .setHeads(List.of(head))
        .setFeatures(List.of())
        .setValues(List.of())
        .setFeatureSet("f")
        .setModelVersion(0)
        .setVariant("freshet")
        .setEventTime(0)
        .setTextIngestTime(0)
        .setServedTime(0)
        .build();
  }
}
