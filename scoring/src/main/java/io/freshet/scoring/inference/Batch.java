package io.freshet.scoring.inference;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Records on their way to the model and back. One thread has it at a time: who fills it, then the
 * inference thread, then who takes the outcomes.
 *
 * @param <R> records
 * @param <A> answers
 */
public final class Batch<R, A> {
  private final long opened;
  private final List<R> records = new ArrayList<>();
  private final List<Optional<Outcome<A>>> outcomes = new ArrayList<>();
  private long begun;
  private long ended;

  /**
   * @param opened when its oldest record arrived, nanoseconds of the clock of the inference thread
   */
  public Batch(long opened) {
    this.opened = opened;
  }

  public void add(R record) {
    records.add(record);
    outcomes.add(Optional.empty());
  }

  public int size() {
    return records.size();
  }

  public R record(int place) {
    return records.get(place);
  }

  /** Of a record that the inference thread has reported. */
  public Outcome<A> outcome(int place) {
    return outcomes.get(place).orElseThrow();
  }

  /** From the arrival of the oldest record until inference began, nanoseconds. */
  public long waited() {
    return begun - opened;
  }

  /** Nanoseconds that inference took. */
  public long inference() {
    return ended - begun;
  }

  /** From the arrival of the oldest record to the answer, nanoseconds. */
  public long oldest() {
    return ended - opened;
  }

  void set(int place, Outcome<A> outcome) {
    outcomes.set(place, Optional.of(outcome));
  }

  void begin(long now) {
    begun = now;
  }

  void end(long now) {
    ended = now;
  }
}
