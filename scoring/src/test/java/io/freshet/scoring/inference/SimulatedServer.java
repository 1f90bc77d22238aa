package io.freshet.scoring.inference;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Queue;
import java.util.SplittableRandom;

/**
 * Records at random times, a policy, and a model that takes a + b·n (± 10 %) for a batch of n: the
 * operator in simulated time. A full batch waits for room, and no record arrives meanwhile.
 */
final class SimulatedServer {
  private static final double NANOS = 1e6;

  /** Of the time from a record's arrival at the operator to its answer, milliseconds. */
  record Figures(double mean, double p99, int largest) {}

  private final BatchInference policy;
  private final int inFlight;
  private final double fixed;
  private final double perRecord;
  private final SplittableRandom random;
  private final Queue<double[]> pending = new ArrayDeque<>();
  private double[] open = {};
  private double due;
  private double now;
  private double busyUntil;
  private double took;
  private double[] latencies = {};
  private int answered;
  private int largest;

  SimulatedServer(BatchInference policy, int inFlight, double fixed, double perRecord, long seed) {
    this.policy = policy;
    this.inFlight = inFlight;
    this.fixed = fixed;
    this.perRecord = perRecord;
    this.random = new SplittableRandom(seed);
  }

  /**
   * @param rate records per millisecond
   */
  Figures run(double rate, int records) {
    latencies = new double[records + 100_000];
    answered = 0;
    largest = 0;
    for (double next = now; answered < records; ) {
      next = Math.max(now, next - Math.log(1 - random.nextDouble()) / rate);
      advanceTo(next);
      arrive();
      next = Math.max(next, now);
    }
    double[] sorted = Arrays.copyOf(latencies, answered);
    Arrays.sort(sorted);
    return new Figures(
        Arrays.stream(sorted).average().orElseThrow(), sorted[(int) (0.99 * answered)], largest);
  }

  private void arrive() {
    policy.arrived((long) (now * NANOS));
    if (open.length == 0) {
      due = now + policy.patience().toNanos() / NANOS;
    }
    open = Arrays.copyOf(open, open.length + 1);
    open[open.length - 1] = now;
    closeIfTime();
  }

  private void advanceTo(double time) {
    while (true) {
      double finished = pending.isEmpty() ? Double.MAX_VALUE : busyUntil;
      double timer = open.length == 0 || due <= now ? Double.MAX_VALUE : due;
      double event = Math.min(finished, timer);
      if (event > time) {
        now = time;
        return;
      }
      now = event;
      if (event == finished) {
        finish();
      }
      closeIfTime();
    }
  }

  private void closeIfTime() {
    if (open.length > 0 && policy.closes(open.length, due <= now, pending.isEmpty())) {
      while (pending.size() >= inFlight) {
        now = busyUntil;
        finish();
      }
      largest = Math.max(largest, open.length);
      pending.add(open);
      open = new double[0];
      if (pending.size() == 1) {
        begin();
      }
    }
  }

  private void begin() {
    double noise = 0.9 + 0.2 * random.nextDouble();
    took = noise * (fixed + perRecord * pending.element().length);
    busyUntil = now + took;
  }

  private void finish() {
    double[] batch = pending.remove();
    for (double arrival : batch) {
      latencies[answered++] = now - arrival;
    }
    policy.answered(batch.length, (long) (took * NANOS), (long) ((now - batch[0]) * NANOS));
    if (!pending.isEmpty()) {
      begin();
    }
  }
}
