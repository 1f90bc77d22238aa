package io.freshet.scoring.inference.flink;

import io.freshet.schemas.flink.Accepted;
import io.freshet.schemas.record.Alert;
import io.freshet.schemas.record.ModelVersion;
import io.freshet.schemas.record.Rejected;
import io.freshet.scoring.inference.BatchConfig;
import io.freshet.scoring.inference.ModelLoader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.function.BooleanSupplier;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.common.typeutils.base.LongSerializer;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.tasks.mailbox.Mail;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.util.OutputTag;

/** One subtask of the operator, on numbers; the test is the task thread. */
final class InferenceHarness implements AutoCloseable {
  static final int MAX_PARALLELISM = 8;

  private static final long PATIENCE = Duration.ofSeconds(20).toNanos();

  private final AbstractStreamOperatorTestHarness<Long> harness;

  private InferenceHarness(
      BatchConfig config, ModelLoader<Double, Double> loader, int parallelism, int subtask)
      throws Exception {
    BatchInferences<Long, Double, Double, Long> inferences =
        new BatchInferences<>(new Doubling(), loader, config, Types.LONG);
    harness =
        new AbstractStreamOperatorTestHarness<>(
            new BatchInferenceOperatorFactory<>(inferences), MAX_PARALLELISM, parallelism, subtask);
    harness.setup(LongSerializer.INSTANCE);
  }

  static BatchConfig batches(int size, boolean ordered) {
    return new BatchConfig(size, Duration.ofMillis(5), Duration.ZERO, 2, ordered, 10);
  }

  static InferenceHarness open(BatchConfig config, ModelLoader<Double, Double> loader)
      throws Exception {
    InferenceHarness opened = new InferenceHarness(config, loader, 1, 0);
    opened.harness.open();
    return opened;
  }

  static InferenceHarness open(ModelLoader<Double, Double> loader, int parallelism, int subtask)
      throws Exception {
    InferenceHarness opened = new InferenceHarness(batches(4, true), loader, parallelism, subtask);
    opened.harness.open();
    return opened;
  }

  /** A start from the snapshots of all subtasks of an earlier run. */
  static InferenceHarness restore(
      ModelLoader<Double, Double> loader,
      int parallelism,
      int subtask,
      OperatorSubtaskState... snapshots)
      throws Exception {
    InferenceHarness restored =
        new InferenceHarness(batches(4, true), loader, parallelism, subtask);
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

  void send(long... numbers) throws Exception {
    for (long number : numbers) {
      operator().processElement1(new StreamRecord<>(number, 1000 + number));
    }
  }

  void watermark(long time) throws Exception {
    operator().processWatermark1(new Watermark(time));
  }

  void control(ModelVersion version) throws Exception {
    operator().processElement2(new StreamRecord<>(version));
  }

  void controlWatermark(long time) throws Exception {
    operator().processWatermark2(new Watermark(time));
  }

  void setTime(long time) throws Exception {
    harness.setProcessingTime(time);
  }

  void flush() throws Exception {
    harness.prepareSnapshotPreBarrier(1);
  }

  void endInput() throws Exception {
    operator().endInput(1);
  }

  OperatorSubtaskState snapshot() throws Exception {
    flush();
    return harness.snapshot(1, 1);
  }

  /** Does what other threads have left for the task thread until a condition holds. */
  void await(BooleanSupplier condition) throws Exception {
    long end = System.nanoTime() + PATIENCE;
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("waited in vain; alerts " + alerts());
      }
      harness.getTaskMailbox().tryTake(0).ifPresent(InferenceHarness::run);
      Thread.onSpinWait();
    }
  }

  private static void run(Mail mail) {
    try {
      mail.run();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  List<Long> answers() {
    return new ArrayList<>(harness.extractOutputValues());
  }

  /** Records and watermarks, in their order. */
  List<Object> output() {
    return new ArrayList<>(harness.getOutput());
  }

  List<Rejected> rejected() {
    return side(Accepted.REJECTED);
  }

  List<Alert> alerts() {
    return side(BatchInferences.ALERTS);
  }

  private <X> List<X> side(OutputTag<X> tag) {
    Queue<StreamRecord<X>> queue = harness.getSideOutput(tag);
    List<X> records = new ArrayList<>();
    if (queue != null) {
      queue.forEach(element -> records.add(element.getValue()));
    }
    return records;
  }

  @SuppressWarnings("unchecked")
  private BatchInferenceOperator<Long, Double, Double, Long> operator() {
    return (BatchInferenceOperator<Long, Double, Double, Long>) (Object) harness.getOperator();
  }

  @Override
  public void close() throws Exception {
    harness.close();
  }
}
