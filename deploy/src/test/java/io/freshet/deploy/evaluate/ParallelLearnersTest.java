package io.freshet.deploy.evaluate;

import static io.freshet.deploy.evaluate.ScorecardFigures.figure;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.freshet.ingestion.Event;
import io.freshet.ingestion.EventKind;
import io.freshet.learner.PopularityLearner;
import io.freshet.schemas.config.ConfigException;
import io.freshet.schemas.config.ConfigFile;
import io.freshet.schemas.model.PopularityConfig;
import io.freshet.schemas.model.PopularityModel;
import io.freshet.schemas.record.Example;
import io.freshet.schemas.record.ExampleKind;
import io.freshet.schemas.record.Interaction;
import io.freshet.schemas.record.InteractionType;
import io.freshet.schemas.record.Label;
import io.freshet.schemas.record.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Several learners against one, on the same generated events. */
class ParallelLearnersTest {
  private static final LoopConfig CONFIG = LoopConfig.of(ConfigFile.empty());
  private static final int SYNC = 10;

  private final Random random = new Random(5);

  @Test
  void recommendAboutAsWellAsOne() {
    agree(Task.NEXT_ITEM, walks(1_200), "recall@10");
  }

  @Test
  void rateAboutAsWellAsOne() {
    agree(Task.RATING, ratings(4_000), "rmse");
  }

  @Test
  void classifyAboutAsWellAsOne() {
    agree(Task.CLASSIFY, texts(1_500), "accuracy");
  }

  @Test
  void saysHowManyLearnedHowFast() {
    LearnRate rate = run(Task.CLASSIFY, texts(200), replication(2)).learnRate().orElseThrow();
    assertThat(rate.examples()).isEqualTo(200);
    assertThat(rate.perSecond()).isPositive();
    assertThat(run(Task.CLASSIFY, texts(50), Optional.empty()).learnRate()).isEmpty();
  }

  @Test
  void nobodyIsMoreThanASyncIntervalBehind() {
    PopularityModel scorer = new PopularityModel(PopularityConfig.defaults());
    List<PopularityLearner> learners =
        Stream.generate(() -> new PopularityLearner(PopularityConfig.defaults(), 0))
            .limit(3)
            .toList();
    ParallelLearners parallel =
        new ParallelLearners(
            CONFIG,
            new Replication(3, SYNC),
            learners.stream().map(Replica::of).toList(),
            scorer::apply);
    for (int seen = 1; seen <= 10 * SYNC; seen++) {
      parallel.learn(visit("u" + random.nextInt(50)));
      int merged = seen / SYNC * SYNC;
      assertThat(scorer.count("x", 1)).isCloseTo(merged, within(1e-3));
      for (PopularityLearner learner : learners) {
        assertThat(learner.model().count("x", 1)).isCloseTo(merged, within(1e-3));
      }
    }
  }

  @Test
  void saysWhatIsWrong() {
    assertThatThrownBy(() -> new Replication(0, 1))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("--parallelism = 0, expected at least 1");
    assertThatThrownBy(() -> new Replication(1, 0)).hasMessageContaining("--sync-events = 0");
  }

  private static void agree(Task task, List<Event> events, String metric) {
    double alone = figure(run(task, events, Optional.empty()), "freshet", metric);
    assertThat(alone).isGreaterThan(0.4);
    for (int replicas : new int[] {2, 4}) {
      Evaluation parallel = run(task, events, replication(replicas));
      assertThat(figure(parallel, "freshet", metric)).isCloseTo(alone, within(0.04 * alone));
    }
  }

  private static Optional<Replication> replication(int replicas) {
    return Optional.of(new Replication(replicas, SYNC));
  }

  private static Evaluation run(Task task, List<Event> events, Optional<Replication> replication) {
    long predicted = events.stream().filter(event -> event.kind() == task.predicted()).count();
    Evaluation evaluation =
        task.evaluation(CONFIG, new Plan(predicted, predicted / 3, 0, false), replication);
    events.forEach(evaluation::take);
    evaluation.finish();
    return evaluation;
  }

  /** Users walk around on a ring of items; what they saw is never new again. */
  private List<Event> walks(int count) {
    List<Event> events = new ArrayList<>();
    int[] at = random.ints(60, 0, 120).toArray();
    for (int i = 0; i < count; i++) {
      int user = random.nextInt(at.length);
      at[user] = (at[user] + 1 + random.nextInt(3)) % 120;
      events.add(interaction("u" + user, "i" + at[user], InteractionType.LIKE, 5, i));
    }
    return events;
  }

  private List<Event> ratings(int count) {
    List<Event> events = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int user = random.nextInt(60);
      int item = random.nextInt(40);
      double value = 3 + user % 3 - 1 + (item % 5 - 2) * 0.5 + random.nextGaussian() * 0.5;
      double rated = Math.max(1, Math.min(5, Math.round(value)));
      events.add(interaction("u" + user, "i" + item, InteractionType.RATING, rated, i));
    }
    return events;
  }

  private List<Event> texts(int count) {
    List<Event> events = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      boolean good = random.nextBoolean();
      String telling = (good ? "fine" : "poor") + random.nextInt(15);
      String text = telling + " thing" + random.nextInt(40) + " of" + random.nextInt(9);
      events.add(text("t" + i, text, i));
      events.add(label("t" + i, random.nextInt(10) == 0 ? !good : good, i));
    }
    return events;
  }

  private static Example visit(String user) {
    return Example.newBuilder()
        .setId("e")
        .setKind(ExampleKind.NEXT_ITEM)
        .setKey(user)
        .setItem("x")
        .setType(InteractionType.VIEW)
        .setEventTime(1)
        .setIngestTime(1)
        .build();
  }

  private static Event interaction(
      String user, String item, InteractionType type, double value, int number) {
    return new Event(
        EventKind.INTERACTION,
        Interaction.newBuilder()
            .setEventId("e" + number)
            .setUser(user)
            .setItem(item)
            .setType(type)
            .setValue(value)
            .setEventTime(number * 1_000L)
            .setIngestTime(0)
            .build());
  }

  private static Event text(String id, String text, int number) {
    return new Event(
        EventKind.TEXT,
        Text.newBuilder()
            .setEventId(id)
            .setTextId(id)
            .setText(text)
            .setTasks(List.of("sentiment"))
            .setEventTime(number)
            .setIngestTime(0)
            .build());
  }

  private static Event label(String id, boolean good, int number) {
    return new Event(
        EventKind.LABEL,
        Label.newBuilder()
            .setEventId(id + "/label")
            .setTextId(id)
            .setTask("sentiment")
            .setLabel(good ? "good" : "bad")
            .setEventTime(number)
            .setIngestTime(0)
            .build());
  }
}
