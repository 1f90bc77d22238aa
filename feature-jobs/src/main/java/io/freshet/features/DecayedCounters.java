package io.freshet.features;

import io.freshet.schemas.model.ForwardDecay;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/**
 * Exponentially decayed counts by name, under one landmark: the count of a name is Σ 2^(−(T − t) /
 * h) over its events t, at the time T of the newest event of any name. The number of names is
 * bounded: the smallest count gives way. Mutable; owned by the state that it is part of.
 */
final class DecayedCounters {
  private final Map<String, Double> sums = new HashMap<>();
  private long landmark;
  private long newest = Long.MIN_VALUE;

  static DecayedCounters read(DataInput in) throws IOException {
    DecayedCounters counters = new DecayedCounters();
    counters.landmark = in.readLong();
    counters.newest = in.readLong();
    for (int names = in.readInt(); names > 0; names--) {
      counters.sums.put(Binary.readString(in), in.readDouble());
    }
    return counters;
  }

  void write(DataOutput out) throws IOException {
    out.writeLong(landmark);
    out.writeLong(newest);
    out.writeInt(sums.size());
    for (Map.Entry<String, Double> counter : sums.entrySet()) {
      Binary.writeString(out, counter.getKey());
      out.writeDouble(counter.getValue());
    }
  }

  /**
   * Counts one event.
   *
   * @param bound names to keep
   */
  void add(String name, long time, ForwardDecay decay, int bound) {
    if (time > newest) {
      advance(time, decay);
    }
    sums.merge(name, decay.weight(time, landmark), Double::sum);
    if (sums.size() > bound) {
      sums.entrySet().stream()
          .min(Map.Entry.<String, Double>comparingByValue().thenComparing(Map.Entry::getKey))
          .ifPresent(smallest -> sums.remove(smallest.getKey()));
    }
  }

  /** Puts every count under its name, at the newest event. */
  void collect(Map<String, Double> counts, ForwardDecay decay) {
    if (!sums.isEmpty()) {
      double scale = 1 / decay.weight(newest, landmark);
      sums.forEach((name, sum) -> counts.put(name, sum * scale));
    }
  }

  DecayedCounters copy() {
    DecayedCounters copy = new DecayedCounters();
    copy.sums.putAll(sums);
    copy.landmark = landmark;
    copy.newest = newest;
    return copy;
  }

  private void advance(long time, ForwardDecay decay) {
    long next = decay.landmark(time);
    if (next != landmark && !sums.isEmpty()) {
      double scale = decay.rescale(landmark, next);
      sums.replaceAll((name, sum) -> sum * scale);
    }
    landmark = next;
    newest = time;
  }
}
