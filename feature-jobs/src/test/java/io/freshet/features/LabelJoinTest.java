package io.freshet.features;

import static io.freshet.features.Samples.label;
import static io.freshet.features.Samples.prediction;
import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.schemas.record.Example;
import io.freshet.schemas.record.Label;
import io.freshet.schemas.record.Outcome;
import io.freshet.schemas.record.OutcomeStatus;
import io.freshet.schemas.record.TextPrediction;
import io.freshet.schemas.topic.Topics;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
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
  void anExampleHasTheVectorAndTheOffsetsThatThePredictionLogged() {
    TextPrediction encoded = Samples.encoded("t", 10);
    join.predicted(state, encoded, 0, decided);
    join.labelled(state, label("t", "sentiment", "b", 20), 0, decided);
    join.labelled(state, label("t", "topic", "x", 20), 0, decided);
    Example example = decided.examples().get(0);
    assertThat(example.getEmbedding()).isEqualTo(encoded.getEmbedding());
    assertThat(example.getEmbeddingScale()).isEqualTo(encoded.getEmbeddingScale());
    assertThat(example.getEncoding()).isEqualTo("encoder/1");
    assertThat(example.getOffsets()).isEqualTo(Map.of("a", 0.5f, "b", -0.5f));
    assertThat(decided.examples().get(1).getEncoding()).isEqualTo("encoder/1");
    assertThat(decided.examples().get(1).getOffsets()).isEmpty();
    assertThat(Topics.EXAMPLES.codec().encode(example)).isNotEmpty();
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
  void anotherClassCorrectsTheFirstAndIsNoOutcome() {
    join.predicted(state, prediction("t", 0.75f, 10), 0, decided);
    join.labelled(state, label("t", "sentiment", "a", 20), 0, decided);
    join.labelled(state, label("t", "sentiment", "b", 30), 0, decided);
    join.labelled(state, label("t", "sentiment", "a", 40), 0, decided);
    assertThat(decided.examples())
        .extracting(Example::getId)
        .containsExactly("text/t/sentiment", "text/t/sentiment/t#b@30", "text/t/sentiment/t#a@40");
    assertThat(decided.examples().get(1).getLabel()).contains("b");
    assertThat(decided.examples().get(1).getFeatures()).containsExactly(3, 5);
    assertThat(decided.outcomes()).hasSize(1);
    assertThat(decided.late()).isEmpty();
  }

  @Test
  void aLabelThatSaysNothingNewIsLate() {
    join.predicted(state, prediction("t", 0.75f, 10), 0, decided);
    join.labelled(state, label("t", "sentiment", "a", 20), 0, decided);
    join.labelled(state, label("t", "sentiment", "a", 25), 0, decided);
    join.labelled(state, label("t", "sentiment", "b", 30), 0, decided);
    join.labelled(state, label("t", "sentiment", "a", 20), 0, decided);
    assertThat(decided.examples()).hasSize(2);
    assertThat(decided.outcomes()).hasSize(1);
    assertThat(decided.late())
        .extracting(late -> late.record().getReason())
        .containsExactly("repeated-label", "repeated-label");
  }

  @Test
  void aClassThatTheTextIsNotOfTeachesAndIsNoOutcome() {
    Label not = negated(label("t", "sentiment", "a", 20));
    join.predicted(state, prediction("t", 0.75f, 10), 0, decided);
    join.labelled(state, not, 0, decided);
    join.labelled(state, not, 0, decided);
    assertThat(decided.outcomes()).isEmpty();
    assertThat(decided.examples()).hasSize(1);
    assertThat(decided.examples().get(0).getNegated()).isTrue();
    assertThat(decided.examples().get(0).getId()).isEqualTo("text/t/sentiment/t#a@20");
    join.labelled(state, label("t", "sentiment", "b", 30), 0, decided);
    assertThat(decided.outcomes().get(0).getStatus()).isEqualTo(OutcomeStatus.MISS);
    assertThat(decided.examples().get(1).getId()).isEqualTo("text/t/sentiment");
    assertThat(decided.late()).hasSize(1);
  }

  @Test
  void labelsThatWaitedTeachInTheirOrder() {
    join.labelled(state, negated(label("t", "sentiment", "c", 10)), 0, decided);
    join.labelled(state, label("t", "sentiment", "b", 20), 0, decided);
    join.labelled(state, label("t", "sentiment", "a", 30), 0, decided);
    join.predicted(state, prediction("t", 0.75f, 40), 0, decided);
    assertThat(decided.examples())
        .extracting(example -> example.getLabel().orElseThrow())
        .containsExactly("c", "b", "a");
    assertThat(decided.outcomes())
        .extracting(outcome -> outcome.getLabel().orElseThrow())
        .containsExactly("b");
  }

  @Test
  void noSenderCanMakeTheStateGrow() {
    join.predicted(state, prediction("t", 0.75f, 10), 0, decided);
    for (int i = 0; i < 100; i++) {
      join.labelled(state, label("t", "sentiment", "class" + i, i), 0, decided);
    }
    assertThat(decided.examples()).hasSize(TaskLabels.MAX_EVENTS);
    assertThat(decided.late()).hasSize(100 - TaskLabels.MAX_EVENTS);
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
  void whatWaitsIsWrittenAndReadBackWithoutTheExplanation() throws IOException {
    TextPrediction encoded = Samples.encoded("t", 10);
    join.predicted(state, encoded, 0, decided);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    state.write(new DataOutputStream(bytes));
    TextState restored =
        TextState.read(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
    join.labelled(restored, label("t", "sentiment", "a", 20), 0, decided);
    assertThat(decided.examples().get(0).getEmbedding()).isEqualTo(encoded.getEmbedding());
    assertThat(decided.outcomes().get(0).getAbstained()).isTrue();
    assertThat(new String(bytes.toByteArray(), StandardCharsets.UTF_8)).doesNotContain("fine");
    assertThat(encoded.getHeads().get(0).getReasons()).hasSize(1);
  }

  @Test
  void aStateOfTheFirstVersionGoesOn() throws IOException {
    TextState old = TextState.read(firstVersion("sentiment", label("t", "topic", "x", 5)));
    join.labelled(old, label("t", "sentiment", "b", 30), 0, decided);
    assertThat(decided.late()).hasSize(1);
    join.predicted(old, prediction("t", 0.75f, 10), 0, decided);
    join.labelled(old, label("t", "sentiment", "b", 30), 0, decided);
    assertThat(decided.late()).hasSize(2);
    assertThat(decided.examples()).extracting(Example::getId).containsExactly("text/t/topic");
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

  @Test
  void onlyTheFirstClassOfATaskIsAnOutcomeWithoutPrediction() {
    join.labelled(state, negated(label("t", "sentiment", "a", 10)), 0, decided);
    join.labelled(state, label("t", "sentiment", "b", 20), 0, decided);
    join.labelled(state, label("t", "sentiment", "a", 30), 0, decided);
    join.expire(state, decided);
    assertThat(decided.outcomes())
        .extracting(outcome -> outcome.getLabel().orElseThrow())
        .containsExactly("b");
    assertThat(decided.late()).hasSize(3);
  }

  private static Label negated(Label label) {
    label.setNegated(true);
    return label;
  }

  /** A state without prediction, of a task that is done and of a label that waits. */
  private static DataInputStream firstVersion(String done, Label waiting) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeByte(1);
    out.writeBoolean(false);
    out.writeInt(1);
    Binary.writeRecord(out, Topics.LABELS.codec(), waiting);
    out.writeInt(2);
    Binary.writeString(out, done);
    Binary.writeString(out, waiting.getTask());
    out.writeBoolean(false);
    out.writeLong(MONTH);
    out.writeLong(Long.MAX_VALUE);
    return new DataInputStream(new ByteArrayInputStream(bytes.toByteArray()));
  }
}
