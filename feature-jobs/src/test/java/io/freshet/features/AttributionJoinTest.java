package io.freshet.features;

import static io.freshet.features.Samples.click;
import static io.freshet.features.Samples.list;
import static io.freshet.features.Samples.named;
import static io.freshet.features.Samples.on;
import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.schemas.record.Example;
import io.freshet.schemas.record.Interaction;
import io.freshet.schemas.record.InteractionType;
import io.freshet.schemas.record.Outcome;
import io.freshet.schemas.record.RankingCandidate;
import io.freshet.schemas.record.Recommendation;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class AttributionJoinTest {
  private static final long WEEK = Duration.ofDays(7).toMillis();
  private static final long WAIT = Duration.ofSeconds(30).toMillis();

  private final AttributionJoin join =
      new AttributionJoin(Configs.with("attribution-window: 7d", "pending-lists: 2"));
  private final AttributionState state = new AttributionState();
  private final Decisions decided = new Decisions();
  private long number;

  @Test
  void aListThatHeldTheNextItemIsAHit() {
    interact(click("u", "a", 10));
    serve(list("u", 1, 20, "x", "b", "p"));
    interact(click("u", "b", 30));
    assertThat(outcomes()).containsExactly("u/0 NO_PREDICTION -1", "u/1 HIT 1");
    Example example = decided.examples().get(0);
    assertThat(example.getId()).isEqualTo("rank/u/1");
    assertThat(example.getCandidates())
        .extracting(RankingCandidate::getLabel)
        .containsExactly(0f, 1f, 0f);
    assertThat(example.getCandidates().get(1).getFeatures()).containsExactly(1f, 2f);
    assertThat(example.getFeatureSet()).isEqualTo("fs");
  }

  @Test
  void anExampleSaysWhatWasLoggedAndWhatWasDone() {
    interact(click("u", "a", 10));
    Recommendation list = list("u", 1, 20, "b");
    list.setLastItem("a");
    list.getItems().get(0).setBecause("a");
    serve(list);
    interact(click("u", "b", 30));
    Example example = decided.examples().get(0);
    assertThat(example.getType()).contains(InteractionType.CLICK);
    assertThat(example.getLastItem()).contains("a");
    assertThat(example.getCandidates().get(0).getBecause()).contains("a");
    assertThat(example.getCandidates().get(0).getSource())
        .isEqualTo(list.getItems().get(0).getSource());
  }

  @Test
  void anotherItemIsAMissAndBaselinesAreRanked() {
    interact(click("u", "a", 10));
    serve(list("u", 1, 20, "x", "b"));
    interact(click("u", "q", 30));
    Outcome outcome = decided.outcomes().get(1);
    assertThat(outcome.getRank()).isEqualTo(-1);
    assertThat(outcome.getBaselineRanks()).containsEntry("popularity", 1);
    assertThat(outcome.getOutcomeTime()).isEqualTo(30);
    assertThat(decided.examples().get(0).getCandidates())
        .extracting(RankingCandidate::getLabel)
        .containsExactly(0f, 0f);
  }

  @Test
  void aListServedAfterItsOutcomeIsNoPrediction() {
    interact(click("u", "a", 10));
    interact(click("u", "b", 30));
    serve(list("u", 1, 30, "b"));
    assertThat(outcomes()).endsWith("u/1 LATE_SERVED 0");
    assertThat(decided.examples()).isEmpty();
  }

  @Test
  void aKnownItemIsARepeat() {
    interact(click("u", "a", 10));
    serve(list("u", 1, 20, "x"));
    interact(click("u", "a", 30));
    assertThat(outcomes()).endsWith("u/1 REPEAT -1");
    assertThat(decided.examples()).isEmpty();
  }

  @Test
  void aSecondDeliveryOfAListChangesNothing() {
    interact(click("u", "a", 10));
    serve(list("u", 1, 20, "b"));
    serve(list("u", 1, 20, "b"));
    interact(click("u", "b", 30));
    serve(list("u", 1, 20, "b"));
    assertThat(decided.outcomes()).hasSize(2);
    assertThat(decided.examples()).hasSize(1);
    assertThat(state.isSettled()).isTrue();
  }

  @Test
  void aRequestedListOfANewUserIsComparedWithTheFirstInteraction() {
    serve(named("r1", "u", 0, 5, "a"));
    interact(click("u", "a", 10));
    assertThat(outcomes()).containsExactly("r1 HIT 0");
  }

  @Test
  void theNamedListWinsAndTheOthersAreSuperseded() {
    interact(click("u", "a", 10));
    serve(list("u", 1, 20, "x"));
    serve(named("r1", "u", 1, 25, "b"));
    interact(on("u/1", click("u", "b", 30)));
    assertThat(outcomes())
        .containsExactly("u/0 NO_PREDICTION -1", "u/1 MISS -1", "r1 SUPERSEDED -1");
  }

  @Test
  void ofSeveralListsTheLatestServedInTimeCounts() {
    interact(click("u", "a", 10));
    serve(list("u", 1, 20, "x"));
    serve(named("r1", "u", 1, 40, "b"));
    interact(click("u", "x", 30));
    assertThat(outcomes()).contains("u/1 HIT 0", "r1 SUPERSEDED -1");
  }

  @Test
  void aSecondInteractionOnOneListFallsBackToTheSequence() {
    interact(click("u", "a", 10));
    serve(list("u", 1, 20, "b", "c"));
    interact(on("u/1", click("u", "b", 30)));
    serve(list("u", 2, 35, "c"));
    interact(on("u/1", click("u", "c", 40)));
    assertThat(outcomes()).endsWith("u/1 HIT 0", "u/2 HIT 0");
  }

  @Test
  void anExpiredListTeachesThatNothingWasChosenAndItsOutcomeIsLate() {
    interact(click("u", "a", 10));
    serve(list("u", 1, 20, "b"));
    join.expire(state, 20 + WEEK - 1, decided);
    assertThat(decided.examples()).isEmpty();
    join.expire(state, 20 + WEEK, decided);
    assertThat(outcomes()).endsWith("u/1 EXPIRED -1");
    assertThat(decided.examples().get(0).getCandidates())
        .extracting(RankingCandidate::getLabel)
        .containsExactly(0f);
    serve(list("u", 1, 20, "b"));
    interact(click("u", "b", 30 + WEEK));
    interact(on("u/1", click("u", "b", 31 + WEEK)));
    assertThat(decided.late())
        .extracting(late -> late.record().getReason())
        .containsExactly("late-outcome", "late-outcome");
    assertThat(decided.outcomes()).hasSize(2);
    assertThat(decided.examples()).hasSize(1);
  }

  @Test
  void theWindowOfAListThatLagsBehindEventTimeBeginsAtTheWatermark() {
    interact(click("u", "a", 10));
    join.served(state, list("u", 1, 20, "b"), 100 * WEEK, decided);
    assertThat(state.nextExpiry()).isEqualTo(101 * WEEK);
  }

  @Test
  void anOutcomeWithoutListGivesUp() {
    interact(click("u", "a", 10));
    interact(click("u", "b", 30));
    assertThat(state.nextDeadline()).isEqualTo(30 + WAIT);
    join.timeOut(state, "u", 30 + WAIT, decided);
    assertThat(outcomes()).endsWith("u/1 NO_PREDICTION -1");
    serve(list("u", 1, 20, "b"));
    assertThat(decided.outcomes()).hasSize(2);
    assertThat(state.isSettled()).isTrue();
  }

  @Test
  void moreListsThanTheBoundSupersedeTheOldest() {
    serve(named("r1", "u", 0, 5, "a"));
    serve(named("r2", "u", 0, 6, "a"));
    serve(named("r3", "u", 0, 7, "a"));
    assertThat(outcomes()).containsExactly("r1 SUPERSEDED -1");
    serve(named("r1", "u", 0, 5, "a"));
    assertThat(decided.outcomes()).hasSize(1);
  }

  private void interact(Interaction interaction) {
    join.interacted(state, interaction, ++number, interaction.getIngestTime(), decided);
  }

  private void serve(Recommendation list) {
    join.served(state, list, Long.MIN_VALUE, decided);
  }

  private List<String> outcomes() {
    return decided.outcomes().stream()
        .map(o -> o.getPredictionId() + " " + o.getStatus() + " " + o.getRank())
        .toList();
  }
}
