package io.freshet.deploy.evaluate;

import io.freshet.schemas.record.Example;
import io.freshet.schemas.record.ParameterRow;
import io.freshet.schemas.record.RowDelta;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * A replica with the examples that wait for it, and the processor time that it takes. Works in one
 * thread at a time.
 */
final class LearnerThread {
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private final Replica replica;
  private final Stopwatch work = new Stopwatch(THREADS::getCurrentThreadCpuTime);
  private final List<Example> waiting = new ArrayList<>();
  private final List<RowDelta> deltas = new ArrayList<>();
  private long learned;

  LearnerThread(Replica replica) {
    this.replica = replica;
  }

  void take(Example example) {
    waiting.add(example);
  }

  /** Learns what waits. */
  void learn() {
    work.run(
        () -> {
          waiting.forEach(replica::learn);
          replica.flush(deltas::add);
        });
    learned += waiting.size();
    waiting.clear();
  }

  /** Hands over what was learned. */
  void handOver(Consumer<RowDelta> sink) {
    deltas.forEach(sink);
    deltas.clear();
  }

  void apply(List<ParameterRow> merged) {
    work.run(() -> merged.forEach(replica::apply));
  }

  long learned() {
    return learned;
  }

  /** Examples per second of processor time; 0 before the first one. */
  double perSecond() {
    return learned == 0 ? 0 : learned / work.micros() * 1e6;
  }
}
