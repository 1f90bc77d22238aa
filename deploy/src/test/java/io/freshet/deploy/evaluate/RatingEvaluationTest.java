package io.freshet.deploy.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.freshet.ingestion.Event;
import io.freshet.ingestion.EventKind;
import io.freshet.schemas.config.ConfigFile;
import io.freshet.schemas.record.Interaction;
import io.freshet.schemas.record.InteractionType;
import io.freshet.schemas.record.Item;
import java.util.List;
import org.junit.jupiter.api.Test;

class RatingEvaluationTest {
  private final RatingEvaluation evaluation =
      new RatingEvaluation(LoopConfig.of(ConfigFile.empty()), new Plan(1000, 1, 0, false));

  /** Means before: 4, then 3; the item means of i are the same, j is new. */
  @Test
  void comparesMeansByHand() {
    rate("u", "i", 4);
    rate("v", "i", 2);
    rate("u", "j", 4);
    assertThat(evaluation.tested()).isEqualTo(2);
    assertThat(figure("running-mean", "mae")).isCloseTo((2 + 1) / 2.0, within(1e-12));
    assertThat(figure("running-mean", "rmse")).isCloseTo(Math.sqrt((4 + 1) / 2.0), within(1e-12));
    assertThat(figure("item-mean", "mae")).isCloseTo((2 + 1) / 2.0, within(1e-12));
  }

  @Test
  void learnsWhoIsStrictAndWhatIsGood() {
    for (int round = 0; round < 200; round++) {
      rate("kind", "good", 5);
      rate("kind", "bad", 3);
      rate("strict", "good", 3);
      rate("strict", "bad", 1);
    }
    assertThat(figure("freshet", "mae")).isLessThan(0.2);
    assertThat(figure("biases", "mae")).isLessThan(0.2);
    assertThat(figure("item-mean", "mae")).isGreaterThan(0.9);
  }

  /** One likes films, the other books; every item is rated once by each. */
  @Test
  void learnsTasteFromWhatItemsAreLike() {
    for (int i = 0; i < 400; i++) {
      evaluation.take(item("film" + i, "film").ingestedAt(0));
      evaluation.take(item("book" + i, "book").ingestedAt(0));
      rate("viewer", "film" + i, 5);
      rate("reader", "film" + i, 1);
      rate("viewer", "book" + i, 1);
      rate("reader", "book" + i, 5);
    }
    assertThat(figure("freshet", "mae")).isLessThan(0.5);
    assertThat(figure("biases", "mae")).isGreaterThan(1.5);
  }

  @Test
  void leavesValuesOfOtherInteractionsAlone() {
    Event bought = event("u", "i");
    bought.as(Interaction.class).orElseThrow().setType(InteractionType.PURCHASE);
    bought.as(Interaction.class).orElseThrow().setValue(3.0);
    evaluation.take(bought);
    evaluation.take(bought);
    assertThat(evaluation.tested()).isZero();
  }

  @Test
  void leavesInteractionsWithoutAValueAlone() {
    evaluation.take(event("u", "i").ingestedAt(0));
    assertThat(evaluation.tested()).isZero();
  }

  private void rate(String user, String item, double value) {
    Event event = event(user, item);
    event.as(Interaction.class).orElseThrow().setValue(value);
    evaluation.take(event);
  }

  private static Event item(String item, String category) {
    return new Event(
        EventKind.ITEM,
        Item.newBuilder()
            .setEventId(item)
            .setItem(item)
            .setCategories(List.of(category))
            .setEventTime(0)
            .setIngestTime(0)
            .build());
  }

  private static Event event(String user, String item) {
    return new Event(
        EventKind.INTERACTION,
        Interaction.newBuilder()
            .setEventId("e")
            .setUser(user)
            .setItem(item)
            .setType(InteractionType.RATING)
            .setEventTime(0)
            .setIngestTime(0)
            .build());
  }

  private double figure(String model, String metric) {
    return ScorecardFigures.figure(evaluation, model, metric);
  }
}
