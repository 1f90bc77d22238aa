package io.freshet.features;

import static io.freshet.features.Samples.label;
import static io.freshet.features.Samples.prediction;
import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.schemas.record.Example;
import io.freshet.schemas.record.Outcome;
import io.freshet.schemas.record.OutcomeStatus;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class LabelJoinTest {
  private static final long MONTH = Duration.ofDays(30).toMillis();

  private final LabelJoin join = new LabelJoin(Configs.with("label-window: 30d"));
  private final TextState state = new TextState();
  private final Decisions decided = new Decisions();

  @Test
  void aLabelMakesAnExampleOfTheLoggedFeaturesAndAnOutcome() {
    join.predicted(state, prediction("t", 0.75f, 10), 0, decided);
    join.labelled(state, label("t", "sentiment", "b", 20), 0, decided);
    Example example = decided.examples().get(0);
    assertThat(example.getId()).isEqualTo("text/t/sentiment");
    assertThat(example.getFeatures()).containsExactly(3, 5);
    assertThat(example.getLabel()).contains("b");
    assertThat(example.getFeatureSet()).isEqualTo("text-fs");
    Outcome outcome = decided.outcomes().get(0);
    assertThat(outcome.getPredictionId()).isEqualTo("t/sentiment");
    assertThat(outcome.getStatus()).isEqualTo(OutcomeStatus.MISS);
    assertThat(outcome.getPredicted()).contains("a");
    assertThat(outcome.getProbability()).isEqualTo(0.25f);
  }

  @Test
  void theOrderDoesNotMatter() {
    join.labelled(state, label("t", "sentiment", "a", 20), 0, decided);
    assertThat(decided.outcomes()).isEmpty();
    join.predicted(state, prediction("t", 0.75f, 10), 0, decided);
    assertThat(decided.outcomes().get(0).getStatus()).isEqualTo(OutcomeStatus.HIT);
    assertThat(decided.examples()).hasSize(1);
  }

  @Test
  void aRepeatedPredictionChangesNothing() {
    join.predicted(state, prediction("t", 0.75f, 10), 0, decided);
    join.labelled(state, label("t", "sentiment", "a", 20), 0, decided);
    join.predicted(state, prediction("t", 0.75f, 10), 0, decided);
    assertThat(decided.outcomes()).hasSize(1);
    assertThat(decided.examples()).hasSize(1);
  }

  @Test
  void aSecondLabelOfATaskIsLate() {
    join.predicted(state, prediction("t", 0.75f, 10), 0, decided);
    join.labelled(state, label("t", "sentiment", "a", 20), 0, decided);
    join.labelled(state, label("t", "sentiment", "b", 30), 0, decided);
    assertThat(decided.late())
        .extracting(late -> late.record().getReason())
        .containsExactly("repeated-label");
    assertThat(decided.outcomes()).hasSize(1);
  }

  @Test
  void beforeTheFirstLabelNothingIsPredictedButTheExampleTeaches() {
    join.predicted(state, Samples.untrained("t", 10), 0, decided);
    join.labelled(state, label("t", "sentiment", "a", 20), 0, decided);
    assertThat(decided.outcomes().get(0).getStatus()).isEqualTo(OutcomeStatus.MISS);
    assertThat(decided.outcomes().get(0).getPredicted()).isEmpty();
    assertThat(decided.outcomes().get(0).getProbability()).isZero();
    assertThat(decided.examples()).hasSize(1);
  }

  @Test
  void aTaskThatWasNotPredictedHasNoPrediction() {
    join.predicted(state, prediction("t", 0.75f, 10), 0, decided);
    join.labelled(state, label("t", "topic", "x", 20), 0, decided);
    assertThat(decided.outcomes().get(0).getStatus()).isEqualTo(OutcomeStatus.NO_PREDICTION);
    assertThat(decided.examples().get(0).getTask()).contains("topic");
  }

  @Test
  void featuresGoWhenEveryHeadHasItsLabel() {
    join.predicted(state, prediction("t", 0.75f, 10), 0, decided);
    assertThat(state.prediction).isNotNull();
    join.labelled(state, label("t", "sentiment", "a", 20), 0, decided);
    assertThat(state.prediction).isNull();
  }

  @Test
  void aLabelWithoutPredictionIsLateWhenTheWindowEnds() {
    join.labelled(state, label("t", "sentiment", "a", 20), 5 * MONTH, decided);
    assertThat(state.expiry()).isEqualTo(6 * MONTH);
    join.expire(state, decided);
    assertThat(decided.outcomes().get(0).getStatus()).isEqualTo(OutcomeStatus.NO_PREDICTION);
    assertThat(decided.late())
        .extracting(late -> late.record().getReason())
        .containsExactly("no-prediction");
  }
}
