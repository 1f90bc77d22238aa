package io.freshet.deploy.bench.flink;

import io.freshet.deploy.bench.Slices;
import java.lang.management.ManagementFactory;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What a benchmark and the functions of its job, which runs in the same process, share: which
 * generators may run, and queues for what goes round in a loop, as topics do in the pipeline.
 * Functions find it by its id, since they are copied to where they run.
 */
final class Gates implements AutoCloseable {
  private static final Map<String, Gates> OPEN = new ConcurrentHashMap<>();

  private final String id = UUID.randomUUID().toString();
  private final Map<String, Gate> gates = new ConcurrentHashMap<>();
  private final Map<String, Loop> loops = new ConcurrentHashMap<>();

  /** A generator of a number of events, with their costs by the process's and the wall's clock. */
  record Gate(Slices cost, Slices clock) {
    void next() {
      clock.next();
      cost.next();
    }
  }

  /** A queue, and how many records are in it: asking the queue itself takes a walk over it. */
  record Loop(Queue<Object> queue, AtomicInteger size) {
    void add(Object record) {
      size.incrementAndGet();
      queue.add(record);
    }

    Optional<Object> poll() {
      Optional<Object> record = Optional.ofNullable(queue.poll());
      record.ifPresent(taken -> size.decrementAndGet());
      return record;
    }
  }

  Gates() {
    OPEN.put(id, this);
  }

  static Gates of(String id) {
    return OPEN.get(id);
  }

  String id() {
    return id;
  }

  /** Lets a generator make a number of events. */
  Gate open(String generator, long events) {
    Gate gate =
        new Gate(new Slices(events, Gates::processNanos), new Slices(events, System::nanoTime));
    gate.cost().begin();
    gate.clock().begin();
    gates.put(generator, gate);
    return gate;
  }

  /** The gate of a generator, if it has something to do. */
  Optional<Gate> gate(String generator) {
    return Optional.ofNullable(gates.get(generator)).filter(gate -> !gate.cost().isComplete());
  }

  Loop loop(String name) {
    return loops.computeIfAbsent(
        name, made -> new Loop(new ConcurrentLinkedQueue<>(), new AtomicInteger()));
  }

  /** Records that go round. */
  int going() {
    return loops.values().stream().mapToInt(loop -> loop.size().get()).sum();
  }

  @Override
  public void close() {
    OPEN.remove(id);
  }

  private static long processNanos() {
    return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }
}
