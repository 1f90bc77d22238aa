package io.freshet.features;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * All that is remembered of one user. Mutable; owned by the operator's keyed state. Its binary form
 * begins with a version byte.
 */
public final class UserState {
  /** 2: outcomes that wait say what the user did. 3: what finds a waiting list is beside it. */
  private static final int VERSION = 3;

  final UserHistory history;
  final AttributionState attribution;
  private long lastSeen = Long.MIN_VALUE;
  private long eventTimer = Long.MAX_VALUE;
  private long processingTimer = Long.MAX_VALUE;

  public UserState() {
    this(new UserHistory(), new AttributionState());
  }

  private UserState(UserHistory history, AttributionState attribution) {
    this.history = history;
    this.attribution = attribution;
  }

  public static UserState read(DataInput in) throws IOException {
    int version = Binary.readVersion(in, VERSION, "user state");
    UserState state = new UserState(UserHistory.read(in), AttributionState.read(in, version));
    state.lastSeen = in.readLong();
    state.eventTimer = in.readLong();
    state.processingTimer = in.readLong();
    return state;
  }

  public void write(DataOutput out) throws IOException {
    out.writeByte(VERSION);
    history.write(out);
    attribution.write(out);
    out.writeLong(lastSeen);
    out.writeLong(eventTimer);
    out.writeLong(processingTimer);
  }

  /** Shares what is never changed: entries of the history, lists. */
  public UserState copy() {
    UserState copy = new UserState(history.copy(), attribution.copy());
    copy.lastSeen = lastSeen;
    copy.eventTimer = eventTimer;
    copy.processingTimer = processingTimer;
    return copy;
  }

  /** A sign of life at this event time. */
  void seen(long time) {
    lastSeen = Math.max(lastSeen, time);
  }

  /** Event time at which there is something to do: a list expires, or the user is forgotten. */
  public long nextEventTime(FeatureConfig config) {
    return Math.min(attribution.nextExpiry(), lastSeen + config.userTtl().toMillis());
  }

  /** Processing time at which there is something to do: an outcome gives up waiting. */
  public long nextProcessingTime() {
    return attribution.nextDeadline();
  }

  /** Whether nothing waits and the user has been silent for the time to live. */
  public boolean isForgettable(long watermark, FeatureConfig config) {
    return attribution.isSettled() && lastSeen + config.userTtl().toMillis() <= watermark;
  }

  /** The registered event-time timer; {@link Long#MAX_VALUE} when there is none. */
  public long eventTimer() {
    return eventTimer;
  }

  public void setEventTimer(long time) {
    eventTimer = time;
  }

  /** The registered processing-time timer; {@link Long#MAX_VALUE} when there is none. */
  public long processingTimer() {
    return processingTimer;
  }

  public void setProcessingTimer(long time) {
    processingTimer = time;
  }
}
