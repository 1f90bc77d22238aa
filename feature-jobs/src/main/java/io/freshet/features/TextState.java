package io.freshet.features;

import io.freshet.schemas.record.Label;
import io.freshet.schemas.record.TextPrediction;
import io.freshet.schemas.topic.Topics;
import io.freshet.schemas.wire.RecordCodec;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the label join remembers of one text: its prediction until every head has its label, labels
 * that wait for the prediction, and the tasks that have their label. Mutable; owned by the
 * operator's keyed state, changed by {@link LabelJoin} alone.
 */
public final class TextState {
  private static final int VERSION = 1;
  private static final RecordCodec<TextPrediction> PREDICTIONS = Topics.TEXT_PREDICTIONS.codec();
  private static final RecordCodec<Label> LABELS = Topics.LABELS.codec();

  @Nullable TextPrediction prediction;
  final List<Label> waiting = new ArrayList<>(0);
  final List<String> labelled = new ArrayList<>(2);

  /** Whether there was a prediction; it may have been let go since. */
  boolean predicted;

  private long expiry = Long.MIN_VALUE;
  private long timer = Long.MAX_VALUE;

  public static TextState read(DataInput in) throws IOException {
    Binary.requireVersion(in, VERSION, "text state");
    TextState state = new TextState();
    state.prediction = in.readBoolean() ? Binary.readRecord(in, PREDICTIONS) : null;
    for (int count = in.readInt(); count > 0; count--) {
      state.waiting.add(Binary.readRecord(in, LABELS));
    }
    for (int count = in.readInt(); count > 0; count--) {
      state.labelled.add(Binary.readString(in));
    }
    state.predicted = in.readBoolean();
    state.expiry = in.readLong();
    state.timer = in.readLong();
    return state;
  }

  public void write(DataOutput out) throws IOException {
    out.writeByte(VERSION);
    out.writeBoolean(prediction != null);
    if (prediction != null) {
      Binary.writeRecord(out, PREDICTIONS, prediction);
    }
    out.writeInt(waiting.size());
    for (Label label : waiting) {
      Binary.writeRecord(out, LABELS, label);
    }
    out.writeInt(labelled.size());
    for (String task : labelled) {
      Binary.writeString(out, task);
    }
    out.writeBoolean(predicted);
    out.writeLong(expiry);
    out.writeLong(timer);
  }

  /** Shares the records, which are never changed. */
  public TextState copy() {
    TextState copy = new TextState();
    copy.prediction = prediction;
    copy.waiting.addAll(waiting);
    copy.labelled.addAll(labelled);
    copy.predicted = predicted;
    copy.expiry = expiry;
    copy.timer = timer;
    return copy;
  }

  /** Keeps the text for one label window from this event time. */
  void keepFrom(long time, FeatureConfig config) {
    expiry = Math.max(expiry, time + config.labelWindow().toMillis());
  }

  /** Event time at which the text is forgotten. */
  public long expiry() {
    return expiry;
  }

  /** The registered event-time timer; {@link Long#MAX_VALUE} when there is none. */
  public long timer() {
    return timer;
  }

  public void setTimer(long time) {
    timer = time;
  }
}
