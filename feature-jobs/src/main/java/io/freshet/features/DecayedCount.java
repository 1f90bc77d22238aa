package io.freshet.features;

import io.freshet.schemas.model.ForwardDecay;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * An exponentially decayed count: Σ 2^(−(T − t) / h) over its events t, at the time T of the newest
 * one. Events may come in any order. Mutable; owned by the state that it is part of.
 */
final class DecayedCount {
  private double sum;
  private long landmark;
  private long newest = Long.MIN_VALUE;

  static DecayedCount read(DataInput in) throws IOException {
    DecayedCount count = new DecayedCount();
    count.sum = in.readDouble();
    count.landmark = in.readLong();
    count.newest = in.readLong();
    return count;
  }

  void write(DataOutput out) throws IOException {
    out.writeDouble(sum);
    out.writeLong(landmark);
    out.writeLong(newest);
  }

  void add(long time, ForwardDecay decay) {
    if (time > newest) {
      newest = time;
      long next = decay.landmark(time);
      sum = sum == 0 ? 0 : sum * decay.rescale(landmark, next);
      landmark = next;
    }
    sum += decay.weight(time, landmark);
  }

  /** At the newest event; 0 before the first. */
  double value(ForwardDecay decay) {
    return sum == 0 ? 0 : sum / decay.weight(newest, landmark);
  }

  DecayedCount copy() {
    DecayedCount copy = new DecayedCount();
    copy.sum = sum;
    copy.landmark = landmark;
    copy.newest = newest;
    return copy;
  }
}
