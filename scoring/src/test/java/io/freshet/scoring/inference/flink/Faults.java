package io.freshet.scoring.inference.flink;

import io.freshet.schemas.record.ModelVersion;
import java.io.Serializable;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.formats.avro.typeutils.AvroTypeInfo;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.NullUnmarked;

/**
 * Passes numbers on, throws at every so many of them, once at each, and names a new version of the
 * model at every so many.
 */
@NullUnmarked
final class Faults extends ProcessFunction<Long, Long> {
  private static final long serialVersionUID = 1L;

  static final OutputTag<ModelVersion> VERSIONS =
      new OutputTag<>("versions", new AvroTypeInfo<>(ModelVersion.class));

  /**
   * @param throwEvery numbers; 0 never
   * @param swapEvery numbers; 0 never
   * @param latchAt number that opens the latch
   */
  record Plan(int throwEvery, int swapEvery, long latchAt) implements Serializable {}

  private static final Set<Long> THROWN = ConcurrentHashMap.newKeySet();
  private static final AtomicInteger STARTED = new AtomicInteger();
  private static volatile CountDownLatch latch = new CountDownLatch(1);

  private final Plan plan;

  Faults(Plan plan) {
    this.plan = plan;
  }

  static void begin() {
    THROWN.clear();
    STARTED.set(0);
    latch = new CountDownLatch(1);
  }

  static int thrown() {
    return THROWN.size();
  }

  /** Subtasks that began, those of restarts included. */
  static int started() {
    return STARTED.get();
  }

  static void awaitLatch() throws InterruptedException {
    latch.await();
  }

  @Override
  public void open(OpenContext context) {
    STARTED.incrementAndGet();
  }

  @Override
  public void processElement(Long id, Context context, Collector<Long> out) {
    if (plan.throwEvery > 0 && id % plan.throwEvery == 0 && THROWN.add(id)) {
      throw new IllegalStateException("fault at " + id);
    }
    if (plan.swapEvery > 0 && id % plan.swapEvery == 0) {
      context.output(VERSIONS, Versions.of("v" + id, id % plan.swapEvery));
    }
    if (id == plan.latchAt) {
      latch.countDown();
    }
    out.collect(id);
  }
}
