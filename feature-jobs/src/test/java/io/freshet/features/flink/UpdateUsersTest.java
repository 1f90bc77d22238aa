package io.freshet.features.flink;

import static io.freshet.features.Samples.click;
import static io.freshet.features.Samples.item;
import static io.freshet.features.Samples.list;
import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.features.Configs;
import io.freshet.features.FeatureConfig;
import io.freshet.schemas.record.Example;
import io.freshet.schemas.record.HistoryEntry;
import io.freshet.schemas.record.Interaction;
import io.freshet.schemas.record.Item;
import io.freshet.schemas.record.Outcome;
import io.freshet.schemas.record.Recommendation;
import io.freshet.schemas.record.Rejected;
import io.freshet.schemas.record.UserFeatures;
import io.freshet.schemas.topic.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.heap.HeapKeyedStateBackend;
import org.apache.flink.streaming.api.operators.co.CoBroadcastWithKeyedOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedBroadcastOperatorTestHarness;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class UpdateUsersTest {
  private static final long DAY = Duration.ofDays(1).toMillis();

  private final FeatureConfig config = Configs.with("user-ttl: 30d");
  private CoBroadcastWithKeyedOperator<String, UserEvent, Item, UserFeatures> operator;
  private KeyedBroadcastOperatorTestHarness<String, UserEvent, Item, UserFeatures> harness;

  @BeforeEach
  void open() throws Exception {
    harness = open(null);
  }

  @AfterEach
  void close() throws Exception {
    harness.close();
  }

  @Test
  void eachInteractionUpdatesTheFeaturesAndMakesAnExample() throws Exception {
    interact(click("u", "a", 10));
    interact(click("v", "x", 11));
    interact(click("u", "b", 12));
    assertThat(features()).extracting(UserFeatures::getSequence).containsExactly(1L, 1L, 2L);
    assertThat(side(SideOutputs.EXAMPLES))
        .extracting(Example::getId)
        .containsExactly("next/u@10", "next/v@11", "next/u@12");
    Example last = side(SideOutputs.EXAMPLES).get(2);
    assertThat(last.getHistory()).extracting(HistoryEntry::getItem).containsExactly("a");
    assertThat(last.getItem()).contains("b");
    assertThat(last.getNegatives()).containsExactly("x");
  }

  @Test
  void categoriesOfTheItemAreCountedWhereTheyAreKnown() throws Exception {
    harness.processBroadcastElement(item("a", 1, "toys"), 1);
    interact(click("u", "a", 10));
    interact(click("u", "unknown", 10));
    assertThat(features().get(1).getCounters()).containsKeys("category:toys", "type:CLICK");
    Item deleted = item("a", 2, "toys");
    deleted.setDeleted(true);
    harness.processBroadcastElement(deleted, 2);
    interact(click("v", "a", 10));
    assertThat(features().get(2).getCounters()).containsOnlyKeys("type:CLICK");
  }

  @Test
  void anOutcomeGivesUpWaitingAfterProcessingTime() throws Exception {
    interact(click("u", "a", 10));
    interact(click("u", "b", 20));
    harness.setProcessingTime(config.outcomeWait().toMillis() - 1);
    assertThat(outcomes()).containsExactly("u/0 NO_PREDICTION");
    harness.setProcessingTime(config.outcomeWait().toMillis());
    assertThat(outcomes()).containsExactly("u/0 NO_PREDICTION", "u/1 NO_PREDICTION");
    assertThat(harness.numProcessingTimeTimers()).isZero();
  }

  @Test
  void aListExpiresAndItsOutcomeGoesToLateWithItsBytes() throws Exception {
    interact(click("u", "a", 10));
    serve(list("u", 1, 20, "b"));
    advanceTo(20 + 7 * DAY);
    assertThat(outcomes()).endsWith("u/1 EXPIRED");
    Interaction outcome = click("u", "b", 8 * DAY);
    interact(outcome);
    Rejected late = side(SideOutputs.LATE).get(0);
    assertThat(late.getReason()).isEqualTo("late-outcome");
    assertThat(Topics.INTERACTIONS.codec().decode(late.getPayload().array())).isEqualTo(outcome);
    assertThat(features()).as("features take it all the same").hasSize(2);
  }

  @Test
  void aSilentUserIsForgottenAndNoTimerStays() throws Exception {
    interact(click("u", "a", 10));
    serve(list("u", 1, 20, "b"));
    advanceTo(10 + 29 * DAY);
    assertThat(users()).isEqualTo(1);
    assertThat(harness.numEventTimeTimers()).isEqualTo(1);
    advanceTo(20 + 30 * DAY);
    assertThat(users()).isZero();
    assertThat(harness.numEventTimeTimers()).isZero();
  }

  @Test
  void aTimeOutForgetsNobodyHoweverOldTheEventsAre() throws Exception {
    harness.setProcessingTime(1000 * DAY);
    interact(click("u", "a", 10));
    interact(click("u", "b", 20));
    harness.setProcessingTime(1001 * DAY);
    assertThat(outcomes()).endsWith("u/1 NO_PREDICTION");
    assertThat(users()).isEqualTo(1);
    serve(list("u", 1, 20, "b"));
    advanceTo(20 + 8 * DAY);
    assertThat(outcomes()).as("the list came too late for its outcome").hasSize(2);
    interact(click("u", "c", 9 * DAY));
    assertThat(features()).extracting(UserFeatures::getSequence).containsExactly(1L, 2L, 3L);
  }

  @Test
  void goesOnAfterARestoreAsIfNothingHappened() throws Exception {
    harness.processBroadcastElement(item("c", 1, "toys"), 1);
    interact(click("v", "x", 5));
    interact(click("u", "a", 10));
    serve(list("u", 1, 15, "b"));
    interact(click("w", "y", 10));
    interact(click("w", "z", 20));
    OperatorSubtaskState snapshot = harness.snapshot(1, 1);
    harness.close();
    harness = open(snapshot);
    serve(list("u", 1, 15, "b"));
    interact(click("u", "b", 20));
    interact(click("u", "c", 30));
    serve(list("w", 1, 15, "z"));
    assertThat(outcomes()).containsExactly("u/1 HIT", "w/1 HIT");
    assertThat(features()).extracting(UserFeatures::getSequence).containsExactly(2L, 3L);
    assertThat(features().get(1).getHistory()).hasSize(3);
    assertThat(features().get(1).getCounters()).containsKey("category:toys");
    assertThat(side(SideOutputs.EXAMPLES))
        .filteredOn(example -> example.getItem().equals(Optional.of("c")))
        .singleElement()
        .satisfies(
            next -> assertThat(next.getTerms()).containsExactly("title", "of", "category:toys"));
    assertThat(side(SideOutputs.EXAMPLES).get(0).getNegatives())
        .containsExactlyInAnyOrder("x", "y", "z");
    harness.setProcessingTime(config.outcomeWait().toMillis());
    assertThat(outcomes()).endsWith("u/2 NO_PREDICTION");
  }

  private KeyedBroadcastOperatorTestHarness<String, UserEvent, Item, UserFeatures> open(
      @Nullable OperatorSubtaskState snapshot) throws Exception {
    operator =
        new CoBroadcastWithKeyedOperator<>(
            new UpdateUsers(config), List.of(UpdateUsers.CATEGORIES, UpdateUsers.TERMS));
    var opened =
        new KeyedBroadcastOperatorTestHarness<>(operator, UserEvent::user, Types.STRING, 1, 1, 0);
    if (snapshot != null) {
      opened.initializeState(snapshot);
    }
    opened.open();
    return opened;
  }

  private void interact(Interaction interaction) throws Exception {
    harness.processElement(
        new StreamRecord<>(UserEvent.of(interaction), interaction.getEventTime()));
  }

  private void serve(Recommendation list) throws Exception {
    harness.processElement(new StreamRecord<>(UserEvent.of(list), list.getEventTime()));
  }

  private void advanceTo(long eventTime) throws Exception {
    harness.processWatermark(new Watermark(eventTime));
    harness.processBroadcastWatermark(new Watermark(eventTime));
  }

  private int users() {
    HeapKeyedStateBackend<String> heap =
        (HeapKeyedStateBackend<String>) operator.<String>getKeyedStateBackend();
    return heap.numKeyValueStateEntries();
  }

  private List<UserFeatures> features() {
    return harness.extractOutputValues();
  }

  private List<String> outcomes() {
    return side(SideOutputs.OUTCOMES).stream().map(UpdateUsersTest::text).toList();
  }

  private static String text(Outcome outcome) {
    return outcome.getPredictionId() + " " + outcome.getStatus();
  }

  private <T> List<T> side(OutputTag<T> tag) {
    Queue<StreamRecord<T>> records = harness.getSideOutput(tag);
    return records == null ? List.of() : records.stream().map(StreamRecord::getValue).toList();
  }
}
