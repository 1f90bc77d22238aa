package io.freshet.features.flink;

import static io.freshet.features.Samples.click;
import static io.freshet.features.Samples.item;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.freshet.features.Configs;
import io.freshet.features.FeatureConfig;
import io.freshet.schemas.record.Item;
import io.freshet.schemas.record.ItemFeatures;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.co.KeyedCoProcessOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class UpdateItemsTest {
  private static final long DAY = Duration.ofDays(1).toMillis();

  private final FeatureConfig config = Configs.with("item-feature-interval: 500ms", "item-ttl: 9d");
  private KeyedTwoInputStreamOperatorTestHarness<String, ItemTouch, Item, ItemFeatures> harness;

  @BeforeEach
  void open() throws Exception {
    harness = open(null);
  }

  @AfterEach
  void close() throws Exception {
    harness.close();
  }

  @Test
  void oneRecordPerItemAndInterval() throws Exception {
    touch("a", 1);
    touch("a", 2);
    touch("b", 3);
    assertThat(features()).isEmpty();
    harness.setProcessingTime(500);
    assertThat(features())
        .extracting(ItemFeatures::getItem, ItemFeatures::getCounts, ItemFeatures::getUpdatedTime)
        .containsExactlyInAnyOrder(
            tuple("a", Map.of("CLICK", 2L), 500L), tuple("b", Map.of("CLICK", 1L), 500L));
    harness.setProcessingTime(5_000);
    assertThat(features()).hasSize(2);
    assertThat(harness.numProcessingTimeTimers()).isZero();
  }

  @Test
  void aDescriptionIsSentAtOnce() throws Exception {
    describe(item("a", 1, "toys"));
    assertThat(features()).hasSize(1);
    assertThat(features().get(0).getCategories()).containsExactly("toys");
    assertThat(features().get(0).getTitle()).contains("title of a");
  }

  @Test
  void whatTheCatalogueDoesNotDescribeIsForgotten() throws Exception {
    touch("a", 10);
    describe(item("b", 10, "toys"));
    harness.setProcessingTime(500);
    harness.processBothWatermarks(new Watermark(10 + 9 * DAY));
    assertThat(harness.numKeyedStateEntries()).isEqualTo(1);
    assertThat(harness.numEventTimeTimers()).isZero();
  }

  @Test
  void aDeletedItemIsForgottenLater() throws Exception {
    describe(item("a", 10, "toys"));
    Item deleted = item("a", 20, "toys");
    deleted.setDeleted(true);
    describe(deleted);
    assertThat(features().get(1).getDeleted()).isTrue();
    harness.processBothWatermarks(new Watermark(20 + 9 * DAY));
    assertThat(harness.numKeyedStateEntries()).isZero();
    assertThat(harness.numEventTimeTimers()).isZero();
  }

  @Test
  void goesOnAfterARestoreAsIfNothingHappened() throws Exception {
    describe(item("a", 1, "toys"));
    touch("a", 10);
    OperatorSubtaskState snapshot = harness.snapshot(1, 1);
    harness.close();
    harness = open(snapshot);
    touch("a", 20);
    harness.setProcessingTime(500);
    assertThat(features()).hasSize(1);
    assertThat(features().get(0).getCounts()).isEqualTo(Map.of("CLICK", 2L));
    assertThat(features().get(0).getCategories()).containsExactly("toys");
    assertThat(features().get(0).getFirstSeen()).isEqualTo(10);
  }

  private KeyedTwoInputStreamOperatorTestHarness<String, ItemTouch, Item, ItemFeatures> open(
      @Nullable OperatorSubtaskState snapshot) throws Exception {
    var opened =
        new KeyedTwoInputStreamOperatorTestHarness<>(
            new KeyedCoProcessOperator<>(new UpdateItems(config)),
            (ItemTouch touch) -> touch.item,
            Item::getItem,
            Types.STRING);
    if (snapshot != null) {
      opened.initializeState(snapshot);
    }
    opened.open();
    return opened;
  }

  private void touch(String item, long time) throws Exception {
    harness.processElement1(new StreamRecord<>(ItemTouch.of(click("u", item, time)), time));
  }

  private void describe(Item item) throws Exception {
    harness.processElement2(new StreamRecord<>(item, item.getEventTime()));
  }

  private List<ItemFeatures> features() {
    return harness.extractOutputValues();
  }
}
