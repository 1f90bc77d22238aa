package io.freshet.scoring.flink;

import io.freshet.schemas.flink.Accepted;
import io.freshet.schemas.model.ModelsConfig;
import io.freshet.schemas.record.Recommendation;
import io.freshet.schemas.record.RecommendationRequest;
import io.freshet.schemas.record.Rejected;
import io.freshet.schemas.record.UserFeatures;
import io.freshet.scoring.ModelUpdate;
import io.freshet.scoring.Samples;
import io.freshet.scoring.ScoringConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;

/** One subtask of the operator that makes lists. */
final class ListHarness implements AutoCloseable {
  static final int MAX_PARALLELISM = 8;

  private final KeyedTwoInputStreamOperatorTestHarness<
          String, ListTrigger, ModelUpdate, Recommendation>
      harness;

  private ListHarness(
      KeyedTwoInputStreamOperatorTestHarness<String, ListTrigger, ModelUpdate, Recommendation>
          harness) {
    this.harness = harness;
  }

  /** A first start. */
  static ListHarness open(ScoringConfig config, int parallelism, int subtask) throws Exception {
    ListHarness opened = create(config, parallelism, subtask);
    opened.harness.open();
    return opened;
  }

  /** A start from the snapshots of all subtasks of an earlier run. */
  static ListHarness restore(
      ScoringConfig config, int parallelism, int subtask, OperatorSubtaskState... snapshots)
      throws Exception {
    ListHarness restored = create(config, parallelism, subtask);
    restored.harness.initializeState(
        AbstractStreamOperatorTestHarness.repartitionOperatorState(
            AbstractStreamOperatorTestHarness.repackageState(snapshots),
            MAX_PARALLELISM,
            snapshots.length,
            parallelism,
            subtask));
    restored.harness.open();
    return restored;
  }

  private static ListHarness create(ScoringConfig config, int parallelism, int subtask)
      throws Exception {
    return new ListHarness(
        new KeyedTwoInputStreamOperatorTestHarness<>(
            new MicroBatchOperator<>(new ListScorer(config), config, ModelsConfig.defaults()),
            ListTrigger::user,
            null,
            Types.STRING,
            MAX_PARALLELISM,
            parallelism,
            subtask));
  }

  ListHarness learnWorld() throws Exception {
    for (ModelUpdate update : Samples.worldUpdates()) {
      learn(update);
    }
    return this;
  }

  void learn(ModelUpdate update) throws Exception {
    harness.processElement2(new StreamRecord<>(update));
  }

  void send(UserFeatures features) throws Exception {
    harness.processElement1(new StreamRecord<>(ListTrigger.of(features)));
  }

  void send(RecommendationRequest request) throws Exception {
    harness.processElement1(new StreamRecord<>(ListTrigger.of(request)));
  }

  void setTime(long time) throws Exception {
    harness.setProcessingTime(time);
  }

  void prepareBarrier() throws Exception {
    harness.prepareSnapshotPreBarrier(1);
  }

  OperatorSubtaskState snapshot() throws Exception {
    harness.prepareSnapshotPreBarrier(1);
    return harness.snapshot(1, 1);
  }

  void endInput() throws Exception {
    harness.endInput1();
  }

  /** The lists so far. */
  List<Recommendation> lists() {
    return harness.extractOutputValues();
  }

  Recommendation lastList() {
    return lists().get(lists().size() - 1);
  }

  List<Rejected> rejected() {
    Queue<StreamRecord<Rejected>> queue = harness.getSideOutput(Accepted.REJECTED);
    List<Rejected> rejected = new ArrayList<>();
    if (queue != null) {
      queue.forEach(element -> rejected.add(element.getValue()));
    }
    return rejected;
  }

  @Override
  public void close() throws Exception {
    harness.close();
  }
}
