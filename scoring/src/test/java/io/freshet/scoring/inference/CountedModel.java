package io.freshet.scoring.inference;

import io.freshet.scoring.ScoringException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;

/**
 * Answers 2·x to x. Counts how often versions are loaded and closed, and what must never happen: a
 * call of a closed one, a close during a call, a second close.
 */
public final class CountedModel implements InferenceModel<Double, Double> {
  public static final AtomicInteger OPEN = new AtomicInteger();
  public static final AtomicInteger LOADED = new AtomicInteger();
  public static final AtomicLong MISUSED = new AtomicLong();

  private final ModelSource source;
  private final Predicate<Double> bad;
  private final AtomicInteger calls = new AtomicInteger();
  private volatile boolean closed;

  /**
   * @param bad inputs that it throws on
   */
  public CountedModel(ModelSource source, Predicate<Double> bad) {
    this.source = source;
    this.bad = bad;
    OPEN.incrementAndGet();
    LOADED.incrementAndGet();
  }

  public static ModelSource version(String version) {
    return new ModelSource("doubler", "twice", version, "memory:" + version, "");
  }

  @Override
  public ModelSource source() {
    return source;
  }

  @Override
  public String device() {
    return "cpu";
  }

  @Override
  public List<Double> infer(List<Double> batch) {
    calls.incrementAndGet();
    try {
      if (closed) {
        MISUSED.incrementAndGet();
      }
      if (batch.stream().anyMatch(bad)) {
        throw new ScoringException("bad-input", "one of " + batch.size() + " inputs is bad");
      }
      return batch.stream().map(x -> 2 * x).toList();
    } finally {
      calls.decrementAndGet();
    }
  }

  @Override
  public void close() {
    if (closed || calls.get() > 0) {
      MISUSED.incrementAndGet();
    }
    closed = true;
    OPEN.decrementAndGet();
  }
}
