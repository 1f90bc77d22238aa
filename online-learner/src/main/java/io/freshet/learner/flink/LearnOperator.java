package io.freshet.learner.flink;

import io.freshet.learner.Flaw;
import io.freshet.learner.Incarnation;
import io.freshet.learner.LearnerConfig;
import io.freshet.learner.Learners;
import io.freshet.learner.NotMerged;
import io.freshet.schemas.flink.Accepted;
import io.freshet.schemas.flink.Received;
import io.freshet.schemas.model.ModelsConfig;
import io.freshet.schemas.model.RowKey;
import io.freshet.schemas.record.Example;
import io.freshet.schemas.record.ParameterRow;
import io.freshet.schemas.record.Progress;
import io.freshet.schemas.record.Rejected;
import io.freshet.schemas.record.RowDelta;
import io.freshet.schemas.topic.Topics;
import io.freshet.schemas.wire.RecordCodec;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.flink.formats.avro.typeutils.AvroTypeInfo;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedMultiInput;
import org.apache.flink.streaming.api.operators.TwoInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.IOUtils;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.NullUnmarked;

/**
 * Learns from its part of the examples (first input) and hears what others learned (second input,
 * the changelog of merged rows, broadcast). Its view of a row is the last merged value plus its own
 * deltas that are not merged yet. Deltas are handed to the merge at every sync interval, before
 * every checkpoint barrier and at the end of the examples.
 */
@NullUnmarked
final class LearnOperator extends AbstractStreamOperator<RowDelta>
    implements TwoInputStreamOperator<Received<Example>, Received<ParameterRow>, RowDelta>,
        BoundedMultiInput {
  private static final long serialVersionUID = 1L;
  private static final long PROGRESS_INTERVAL = 1_000;
  private static final int EXAMPLES = 1;

  static final OutputTag<Progress> PROGRESS =
      new OutputTag<>("progress", new AvroTypeInfo<>(Progress.class));

  private final ModelsConfig models;
  private final LearnerConfig config;
  private final String job;

  private transient Learners learners;
  private transient NotMerged notMerged;
  private transient LearnOperatorState state;
  private transient Incarnation incarnation;
  private transient RecordCodec<Example> codec;
  private transient StreamRecord<RowDelta> record;
  private transient long sequence;
  private transient Ticks flushes;
  private transient Ticks reports;

  LearnOperator(ModelsConfig models, LearnerConfig config, String job) {
    this.models = models;
    this.config = config;
    this.job = job;
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    learners = new Learners(models, config);
    notMerged = new NotMerged();
    state = new LearnOperatorState(context.getOperatorStateStore());
    int subtask = getRuntimeContext().getTaskInfo().getIndexOfThisSubtask();
    int parallelism = getRuntimeContext().getTaskInfo().getNumberOfParallelSubtasks();
    incarnation = state.restore(learners, subtask, parallelism, now());
    sequence = incarnation.restored();
  }

  @Override
  public void open() throws Exception {
    super.open();
    codec = RecordCodec.of(Example.class);
    record = new StreamRecord<>(null);
    flushes = new Ticks(getProcessingTimeService(), config.syncInterval().toMillis(), this::flush);
    reports = new Ticks(getProcessingTimeService(), PROGRESS_INTERVAL, this::report);
  }

  @Override
  public void processElement1(StreamRecord<Received<Example>> element) {
    Received<Example> received = element.getValue();
    if (received.rejected != null) {
      reject(received.rejected);
    } else {
      learners.learn(received.value).ifPresent(flaw -> reject(rejected(received, flaw)));
    }
  }

  @Override
  public void processElement2(StreamRecord<Received<ParameterRow>> element) {
    Received<ParameterRow> received = element.getValue();
    if (received.value != null) {
      apply(received.value);
    } else if (incarnation.learner() == 0) {
      reject(received.rejected);
    }
  }

  @Override
  public void prepareSnapshotPreBarrier(long checkpointId) {
    flush();
  }

  @Override
  public void endInput(int input) {
    if (input == EXAMPLES) {
      flush();
      report();
    }
  }

  @Override
  public void snapshotState(StateSnapshotContext context) throws Exception {
    super.snapshotState(context);
    state.save(learners, incarnation, sequence);
  }

  @Override
  public void close() throws Exception {
    IOUtils.closeAll(flushes, reports, super::close);
  }

  private void apply(ParameterRow row) {
    if (incarnation.isAborted(row)) {
      return;
    }
    List<RowDelta> rest = notMerged.after(RowKey.of(row), incarnation.mergedSequence(row));
    if (!incarnation.isEcho(row)) {
      learners.apply(row, rest);
    }
  }

  private void flush() {
    sequence++;
    learners.flush(this::emit);
  }

  private void emit(RowDelta delta) {
    delta.setLearner(incarnation.learner());
    delta.setEpoch(incarnation.epoch());
    delta.setSequence(sequence);
    notMerged.add(delta);
    output.collect(record.replace(delta));
  }

  private void report() {
    for (Progress progress : learners.progress(incarnation.learner(), now())) {
      output.collect(PROGRESS, new StreamRecord<>(progress));
    }
  }

  private void reject(Rejected rejected) {
    output.collect(Accepted.REJECTED, new StreamRecord<>(rejected));
  }

  private Rejected rejected(Received<Example> received, Flaw flaw) {
    Example example = received.value;
    return Rejected.newBuilder()
        .setStage(job)
        .setReason(flaw.reason())
        .setMessage("example " + example.getId() + ": " + flaw.message())
        .setTopic(Topics.EXAMPLES.name())
        .setPartition(received.partition)
        .setOffset(received.offset)
        .setTarget(Topics.EXAMPLES.name())
        .setKey(ByteBuffer.wrap(example.getKey().getBytes(StandardCharsets.UTF_8)))
        .setPayload(ByteBuffer.wrap(codec.encode(example)))
        .setTime(now())
        .build();
  }

  private long now() {
    return getProcessingTimeService().getCurrentProcessingTime();
  }
}
