package io.freshet.deploy.evaluate;

import static io.freshet.deploy.evaluate.ScorecardFigures.figure;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.freshet.ingestion.Event;
import io.freshet.ingestion.EventKind;
import io.freshet.schemas.config.ConfigFile;
import io.freshet.schemas.record.Interaction;
import io.freshet.schemas.record.InteractionType;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/**
 * By hand, test by test, with the lists at that time: a likes x ([]), b likes x ([x]), c likes y
 * ([x]), d likes x ([x, y]), a likes y ([y], for a knows x). That a likes y again is no test.
 */
class NextItemEvaluationTest {
  private static final String[][] EVENTS = {
    {"a", "x"}, {"b", "x"}, {"c", "y"}, {"d", "x"}, {"a", "y"}, {"a", "y"}
  };

  @Test
  void testsItemsThatAreNewToTheUserAndColdUsersToo() {
    Evaluation evaluation = evaluate(0);
    assertThat(evaluation.tested()).isEqualTo(5);
    assertThat(recall(evaluation, "popularity")).isEqualTo(0.6);
    assertThat(recall(evaluation, "running-counts")).isEqualTo(0.6);
    assertThat(figure(evaluation, "popularity", "ndcg@10")).isCloseTo(0.6, within(1e-12));
  }

  @Test
  void fillsCoVisitationUpWithPopularity() {
    Evaluation evaluation = evaluate(0);
    assertThat(recall(evaluation, "last-item")).isZero();
    assertThat(recall(evaluation, "co-visitation")).isEqualTo(0.6);
  }

  /** The list of a was made after its first event, when nothing but x was known. */
  @Test
  void testsTheListThatStoodBefore() {
    assertThat(recall(evaluate(0), "freshet")).isEqualTo(0.4);
  }

  @Test
  void onlyLearnsFromTheWarmUp() {
    Evaluation evaluation = evaluate(2);
    assertThat(evaluation.tested()).isEqualTo(3);
    assertThat(recall(evaluation, "popularity")).isCloseTo(2.0 / 3, within(1e-12));
  }

  /** Lists of popularity by then: none, [x], [x], [x, y], [y]; of a catalogue of x and y. */
  @Test
  void knowsWhatWasShownAndHowNewItWas() {
    Evaluation evaluation = evaluate(0);
    assertThat(figure(evaluation, "popularity", "coverage")).isEqualTo(1);
    double[] bits = {bits(2, 3), bits(3, 4), (bits(3, 6) + bits(2, 6)) / 2, bits(2, 7)};
    assertThat(figure(evaluation, "popularity", "novelty"))
        .isCloseTo(Arrays.stream(bits).average().orElseThrow(), within(1e-12));
  }

  @Test
  void showsThePartsAloneWhenAsked() {
    Plan plan = new Plan(EVENTS.length, 0, 0, true);
    Evaluation evaluation = run(Task.NEXT_ITEM.evaluation(LoopConfig.of(ConfigFile.empty()), plan));
    assertThat(recall(evaluation, "co-visitation-only")).isZero();
    assertThat(figure(evaluation, "popularity", "vs-freshet")).isCloseTo(0.6 - 0.4, within(1e-12));
    assertThat(evaluation.scorecards()).allMatch(card -> card.cost().isPresent());
    assertThat(evaluate(0).scorecards())
        .extracting(Scorecard::model)
        .doesNotContain("co-visitation-only");
  }

  @Test
  void impressionsAreNoTests() {
    Evaluation evaluation = evaluation(0);
    evaluation.take(event("a", "x", InteractionType.IMPRESSION, 0));
    assertThat(evaluation.tested()).isZero();
  }

  private static Evaluation evaluate(long warmUp) {
    return run(evaluation(warmUp));
  }

  private static Evaluation run(Evaluation evaluation) {
    for (int i = 0; i < EVENTS.length; i++) {
      evaluation.take(event(EVENTS[i][0], EVENTS[i][1], InteractionType.LIKE, i));
    }
    evaluation.finish();
    return evaluation;
  }

  private static Evaluation evaluation(long warmUp) {
    return Task.NEXT_ITEM.evaluation(
        LoopConfig.of(ConfigFile.empty()), new Plan(EVENTS.length, warmUp, 0, false));
  }

  private static double bits(double count, double of) {
    return -Math.log(count / of) / Math.log(2);
  }

  private static double recall(Evaluation evaluation, String model) {
    return figure(evaluation, model, "recall@10");
  }

  private static Event event(String user, String item, InteractionType type, int number) {
    return new Event(
        EventKind.INTERACTION,
        Interaction.newBuilder()
            .setEventId("e" + number)
            .setUser(user)
            .setItem(item)
            .setType(type)
            .setEventTime(1_700_000_000_000L + number)
            .setIngestTime(0)
            .build());
  }
}
