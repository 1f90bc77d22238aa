package io.freshet.features;

import io.freshet.schemas.record.Label;
import io.freshet.schemas.topic.Topics;
import io.freshet.schemas.wire.RecordCodec;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the label join remembers of one text: its prediction, labels that wait for it, and what was
 * learned for each task. Mutable; owned by the operator's keyed state, changed by {@link LabelJoin}
 * alone.
 */
public final class TextState {
  private static final int VERSION = 2;

  /** Remembered the tasks that had a label, of those that waited too, but not which label. */
  private static final int TASKS_ONLY = 1;

  private static final String UNKNOWN_CLASS = "?";
  private static final int MAX_WAITING = 64;
  private static final RecordCodec<Label> LABELS = Topics.LABELS.codec();

  @Nullable PendingText prediction;
  final List<Label> waiting = new ArrayList<>(0);
  private final List<TaskLabels> labels = new ArrayList<>(2);

  /** Whether there was a prediction; an older version may have let it go since. */
  boolean predicted;

  private long expiry = Long.MIN_VALUE;
  private long timer = Long.MAX_VALUE;

  public static TextState read(DataInput in) throws IOException {
    int version = Binary.readVersion(in, VERSION, "text state");
    TextState state = new TextState();
    state.prediction = in.readBoolean() ? PendingText.read(in) : null;
    for (int count = in.readInt(); count > 0; count--) {
      state.waiting.add(Binary.readRecord(in, LABELS));
    }
    for (int count = in.readInt(); count > 0; count--) {
      if (version == TASKS_ONLY) {
        state.readTask(in);
      } else {
        state.labels.add(readLabels(in));
      }
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
      prediction.write(out);
    }
    out.writeInt(waiting.size());
    for (Label label : waiting) {
      Binary.writeRecord(out, LABELS, label);
    }
    out.writeInt(labels.size());
    for (TaskLabels task : labels) {
      write(out, task);
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
    copy.labels.addAll(labels);
    copy.predicted = predicted;
    copy.expiry = expiry;
    copy.timer = timer;
    return copy;
  }

  /** What was learned for a task. */
  TaskLabels labels(String task) {
    return labels.stream()
        .filter(known -> known.task().equals(task))
        .findFirst()
        .orElseGet(() -> TaskLabels.none(task));
  }

  void put(TaskLabels task) {
    labels.removeIf(known -> known.task().equals(task.task()));
    labels.add(task);
  }

  /** Whether another label can wait. */
  boolean hasRoom() {
    return waiting.size() < MAX_WAITING;
  }

  private void readTask(DataInput in) throws IOException {
    String task = Binary.readString(in);
    if (waiting.stream().noneMatch(label -> label.getTask().equals(task))) {
      labels.add(new TaskLabels(task, UNKNOWN_CLASS, List.of()));
    }
  }

  private static TaskLabels readLabels(DataInput in) throws IOException {
    String task = Binary.readString(in);
    String label = Binary.readString(in);
    List<String> events = new ArrayList<>();
    for (int count = in.readInt(); count > 0; count--) {
      events.add(Binary.readString(in));
    }
    return new TaskLabels(task, label, events);
  }

  private static void write(DataOutput out, TaskLabels task) throws IOException {
    Binary.writeString(out, task.task());
    Binary.writeString(out, task.label());
    out.writeInt(task.events().size());
    for (String event : task.events()) {
      Binary.writeString(out, event);
    }
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
