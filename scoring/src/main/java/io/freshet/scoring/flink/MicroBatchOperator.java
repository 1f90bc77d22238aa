package io.freshet.scoring.flink;

import io.freshet.schemas.flink.Accepted;
import io.freshet.schemas.model.ModelsConfig;
import io.freshet.schemas.record.Rejected;
import io.freshet.schemas.topic.Topics;
import io.freshet.scoring.ModelUpdate;
import io.freshet.scoring.ScoringConfig;
import io.freshet.scoring.ScoringException;
import io.freshet.scoring.ScoringView;
import io.freshet.scoring.inference.BatchInference;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ScheduledFuture;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedMultiInput;
import org.apache.flink.streaming.api.operators.TwoInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.jspecify.annotations.NullUnmarked;

/**
 * The one place where records are batched. Input 1, keyed: records to be scored. Input 2,
 * broadcast: model rows and item features. A batch closes when it is full, at its deadline, before
 * a second record of a key, before a watermark, at the end of the input, and always before a
 * checkpoint barrier: no record lives outside a checkpoint. A record that fails goes to {@link
 * Accepted#REJECTED}; the others of its batch are scored.
 */
@NullUnmarked
public final class MicroBatchOperator<I, W, O> extends AbstractStreamOperator<O>
    implements TwoInputStreamOperator<I, ModelUpdate, O>, BoundedMultiInput {
  private static final long serialVersionUID = 1L;

  private final BatchScorer<I, W, O> scorer;
  private final ScoringConfig scoring;
  private final ModelsConfig models;
  private transient BatchInference policy;
  private transient SharedState shared;
  private transient ScoringView view;
  private transient List<I> records;
  private transient List<W> work;
  private transient Set<Object> keys;
  private transient long batch;
  private transient ScheduledFuture<?> deadline;

  public MicroBatchOperator(
      BatchScorer<I, W, O> scorer, ScoringConfig scoring, ModelsConfig models) {
    this.scorer = scorer;
    this.scoring = scoring;
    this.models = models;
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    policy = BatchInference.fixed(scoring.batchSize(), scoring.batchDeadline());
    view = new ScoringView(scoring, models);
    shared =
        new SharedState(
            context.getOperatorStateStore(),
            view,
            getRuntimeContext().getTaskInfo().getIndexOfThisSubtask());
    if (context.isRestored()) {
      shared.restore();
    }
    scorer.open(context.getKeyedStateStore(), view);
    records = new ArrayList<>();
    work = new ArrayList<>();
    keys = new HashSet<>();
  }

  @Override
  public void processElement1(StreamRecord<I> element) {
    I record = element.getValue();
    if (!keys.add(getCurrentKey())) {
      flush();
      keys.add(getCurrentKey());
    }
    try {
      work.add(scorer.prepare(record));
    } catch (Exception e) {
      reject(record, e);
      return;
    }
    records.add(record);
    if (policy.closes(records.size(), policy.patience().isZero(), true)) {
      flush();
    } else if (records.size() == 1) {
      closeAtDeadline();
    }
  }

  @Override
  public void processElement2(StreamRecord<ModelUpdate> element) {
    ModelUpdate update = element.getValue();
    try {
      shared.apply(update);
    } catch (RuntimeException e) {
      rejectOnce(update, e);
    }
  }

  @Override
  public void prepareSnapshotPreBarrier(long checkpointId) {
    flush();
  }

  @Override
  public void snapshotState(StateSnapshotContext context) throws Exception {
    super.snapshotState(context);
    shared.snapshot();
  }

  @Override
  public void processWatermark(Watermark mark) throws Exception {
    flush();
    super.processWatermark(mark);
  }

  @Override
  public void endInput(int inputId) {
    flush();
  }

  @Override
  public void close() throws Exception {
    scorer.close();
    super.close();
  }

  private void closeAtDeadline() {
    long opened = batch;
    long closing =
        getProcessingTimeService().getCurrentProcessingTime() + policy.patience().toMillis();
    deadline = getProcessingTimeService().registerTimer(closing, time -> flushIfOpen(opened));
  }

  private void flushIfOpen(long opened) {
    if (batch == opened) {
      flush();
    }
  }

  private void flush() {
    batch++;
    if (deadline != null) {
      deadline.cancel(false);
      deadline = null;
    }
    if (!records.isEmpty()) {
      scorer.score(work, getProcessingTimeService().getCurrentProcessingTime(), answers());
    }
    records.clear();
    work.clear();
    keys.clear();
  }

  private BatchScorer.Answers<O> answers() {
    return new BatchScorer.Answers<>() {
      @Override
      public void scored(int place, O answer) {
        output.collect(new StreamRecord<>(answer));
      }

      @Override
      public void failed(int place, RuntimeException failure) {
        reject(records.get(place), failure);
      }
    };
  }

  private void reject(I record, Exception failure) {
    emit(
        scorer.rejected(
            record,
            ScoringException.reasonOf(failure),
            String.valueOf(failure.getMessage()),
            getProcessingTimeService().getCurrentProcessingTime()));
  }

  /** Every subtask gets the update; one of them speaks up. */
  private void rejectOnce(ModelUpdate update, RuntimeException failure) {
    if (getRuntimeContext().getTaskInfo().getIndexOfThisSubtask() != 0) {
      return;
    }
    String message = String.valueOf(failure.getMessage());
    long now = getProcessingTimeService().getCurrentProcessingTime();
    emit(
        update.row != null
            ? DeadLetters.of(Topics.PARAMETERS, update.row, "unusable-row", message, now)
            : DeadLetters.of(Topics.ITEM_FEATURES, update.item, "unusable-item", message, now));
  }

  private void emit(Rejected rejected) {
    output.collect(Accepted.REJECTED, new StreamRecord<>(rejected));
  }
}
