package io.freshet.scoring.inference.flink;

import io.freshet.schemas.flink.Accepted;
import io.freshet.schemas.record.ModelVersion;
import io.freshet.scoring.ScoringException;
import io.freshet.scoring.inference.Batch;
import io.freshet.scoring.inference.BatchInference;
import io.freshet.scoring.inference.InferenceAdapter;
import io.freshet.scoring.inference.InferenceListener;
import io.freshet.scoring.inference.InferenceModel;
import io.freshet.scoring.inference.InferenceThread;
import io.freshet.scoring.inference.ModelException;
import io.freshet.scoring.inference.ModelSource;
import io.freshet.scoring.inference.Outcome;
import io.freshet.scoring.inference.VersionLoader;
import java.util.Optional;
import java.util.concurrent.ScheduledFuture;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedMultiInput;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;
import org.apache.flink.streaming.api.operators.TwoInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;
import org.jspecify.annotations.NullUnmarked;

/**
 * Answers records by a model, in batches, on a thread of its own: while one batch is answered the
 * next one fills, and a full one waits until there is room. Input 1: records. Input 2, broadcast:
 * versions that replace the model. Before a checkpoint barrier and at the end of the input all that
 * is under way is answered and emitted, so no record lives outside a checkpoint. Watermarks leave
 * after the records that came before them; event time is that of the records alone.
 */
@NullUnmarked
class BatchInferenceOperator<R, I, A, O> extends AbstractStreamOperator<O>
    implements TwoInputStreamOperator<R, ModelVersion, O>, BoundedMultiInput {
  private static final long serialVersionUID = 1L;
  private static final int RECORDS = 1;
  private static final int RECORDS_CHANNEL = 0;

  private final transient BatchInferences<R, I, A, O> inferences;
  private final transient InferenceAdapter<R, I, A, O> adapter;
  private final transient BatchInference policy;
  private final transient TaskMail mail;
  private final transient HeldMarks marks = new HeldMarks();
  private transient ModelSwaps<I, A> swaps;
  private transient InferenceThread<StreamRecord<R>, I, A> thread;
  private transient VersionLoader<I, A> loader;
  private transient InferenceMetrics measured;
  private transient Optional<Batch<StreamRecord<R>, A>> open = Optional.empty();
  private transient Optional<ScheduledFuture<?>> timer = Optional.empty();
  private transient boolean due;

  BatchInferenceOperator(
      StreamOperatorParameters<O> parameters, BatchInferences<R, I, A, O> inferences) {
    super(parameters);
    this.inferences = inferences;
    this.adapter = inferences.adapter();
    this.policy = BatchInference.of(inferences.config());
    this.mail = new TaskMail(parameters.getMailboxExecutor());
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    swaps =
        new ModelSwaps<>(
            inferences.loader(),
            context.getOperatorStateStore(),
            new ModelSwaps.Alerts(
                inferences.loader().configured().role(),
                getRuntimeContext().getTaskInfo().getIndexOfThisSubtask(),
                alert -> output.collect(BatchInferences.ALERTS, new StreamRecord<>(alert))));
  }

  @Override
  public void open() throws Exception {
    super.open();
    InferenceModel<I, A> first = swaps.first();
    thread =
        InferenceThread.start(
            "inference of " + getOperatorName(),
            first,
            new InferenceThread.Setting<>(
                record -> adapter.input(record.getValue()),
                adapter::isFinite,
                inferences.config(),
                System::nanoTime),
            new Progress());
    measured = new InferenceMetrics(getMetricGroup(), thread::pending, first);
    loader =
        new VersionLoader<>(
            "model loader of " + getOperatorName(),
            inferences.loader(),
            thread::offer,
            new Progress());
    swaps.pending().ifPresent(this::replaceBy);
  }

  @Override
  public void processElement1(StreamRecord<R> element) throws Exception {
    long now = System.nanoTime();
    policy.arrived(now);
    marks.arrived();
    if (open.isEmpty()) {
      open(now);
    }
    open.get().add(element.copy(element.getValue()));
    closeIfTime();
  }

  @Override
  public void processElement2(StreamRecord<ModelVersion> element) throws Exception {
    swaps.wanted(element.getValue()).ifPresent(this::replaceBy);
  }

  @Override
  public void prepareSnapshotPreBarrier(long checkpointId) throws Exception {
    flush();
  }

  @Override
  public void endInput(int inputId) throws Exception {
    if (inputId == RECORDS) {
      flush();
    }
  }

  @Override
  public void processWatermark1(Watermark mark) throws Exception {
    marks.add(() -> output.emitWatermark(mark));
  }

  @Override
  public void processWatermark2(Watermark mark) {}

  @Override
  protected void processWatermarkStatus(WatermarkStatus status, int channel) throws Exception {
    if (channel == RECORDS_CHANNEL) {
      marks.add(() -> output.emitWatermarkStatus(status));
    }
  }

  @Override
  public void close() throws Exception {
    if (loader != null) {
      loader.close();
    }
    if (thread != null) {
      thread.close();
    }
    super.close();
  }

  private void replaceBy(ModelSource version) {
    swaps.underWay(version);
    loader.load(version);
  }

  private void open(long now) {
    Batch<StreamRecord<R>, A> opened = new Batch<>(now);
    open = Optional.of(opened);
    long patience = policy.patience().toMillis();
    due = patience == 0;
    if (!due) {
      long time = getProcessingTimeService().getCurrentProcessingTime() + patience;
      timer = Optional.of(getProcessingTimeService().registerTimer(time, reached -> isDue(opened)));
    }
  }

  private void isDue(Batch<StreamRecord<R>, A> batch) throws Exception {
    if (open.isPresent() && open.get() == batch) {
      due = true;
      closeIfTime();
    }
  }

  private void closeIfTime() throws Exception {
    if (open.isPresent() && policy.closes(open.get().size(), due, thread.pending() == 0)) {
      submit();
    }
  }

  private void submit() throws Exception {
    Batch<StreamRecord<R>, A> closed = open.get();
    open = Optional.empty();
    timer.ifPresent(set -> set.cancel(false));
    timer = Optional.empty();
    thread.submit(closed);
  }

  private void flush() throws Exception {
    if (open.isPresent()) {
      submit();
    }
    thread.await();
    mail.deliver();
  }

  private void emit(Batch<StreamRecord<R>, A> batch, int[] places, boolean last) throws Exception {
    boolean ordered = inferences.config().ordered();
    for (int place : places) {
      emit(batch.record(place), batch.outcome(place));
      if (ordered) {
        marks.left(1);
      }
    }
    if (last) {
      if (!ordered) {
        marks.left(batch.size());
      }
      measured.answered(batch);
      policy.answered(batch.size(), batch.inference(), batch.oldest());
      closeIfTime();
    }
  }

  private void emit(StreamRecord<R> record, Outcome<A> outcome) {
    if (outcome instanceof Outcome.Failed<A> failed) {
      reject(record.getValue(), failed.cause());
      return;
    }
    Outcome.Answered<A> answered = (Outcome.Answered<A>) outcome;
    O made;
    try {
      made = adapter.output(record.getValue(), answered.answer(), answered.model());
    } catch (RuntimeException e) {
      reject(record.getValue(), e);
      return;
    }
    output.collect(record.replace(made));
  }

  private void reject(R record, Exception cause) {
    output.collect(
        Accepted.REJECTED,
        new StreamRecord<>(
            adapter.rejected(
                record,
                ScoringException.reasonOf(cause),
                String.valueOf(cause.getMessage()),
                getProcessingTimeService().getCurrentProcessingTime())));
  }

  /** Hears from the other threads, acts on the task thread. */
  private final class Progress implements InferenceListener<StreamRecord<R>, A> {
    @Override
    public void answered(Batch<StreamRecord<R>, A> batch, int[] places, boolean last) {
      mail.post(() -> emit(batch, places, last));
    }

    @Override
    public void switched(ModelSource version, String device) {
      mail.post(
          () -> {
            measured.switched(version, device);
            swaps.switched(version);
          });
    }

    @Override
    public void refused(ModelSource version, String why) {
      mail.post(() -> swaps.refused(version, why));
    }

    @Override
    public void broken(ModelException cause) {
      mail.post(
          () -> {
            throw cause;
          });
    }
  }
}
