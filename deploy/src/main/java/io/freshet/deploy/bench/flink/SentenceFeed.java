package io.freshet.deploy.bench.flink;

import io.freshet.schemas.record.Text;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.HdrHistogram.Histogram;

/**
 * What a benchmark and the source and sink of its job, which run in the same process, share: which
 * texts to emit when, and when they were answered. Both find it by its id. The event time of a text
 * is when it was due, in nanoseconds of {@link System#nanoTime}.
 */
final class SentenceFeed implements AutoCloseable {
  private static final Map<String, SentenceFeed> OPEN = new ConcurrentHashMap<>();

  private final String id = UUID.randomUUID().toString();
  private final List<String> sentences;
  private volatile Task task;

  SentenceFeed(List<String> sentences) {
    this.sentences = sentences;
    this.task = new Task(new long[0], 0);
    OPEN.put(id, this);
  }

  static SentenceFeed of(String id) {
    return OPEN.get(id);
  }

  String id() {
    return id;
  }

  /** Texts that are due at once. */
  Task flood(int texts) {
    task = new Task(new long[texts], System.nanoTime());
    return task;
  }

  /** Texts whose distances in time are exponentially distributed. */
  Task offer(int texts, double rate, long seed) {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    long[] due = new long[texts];
    double time = 0;
    for (int i = 0; i < texts; i++) {
      time += random.nextExponential() / rate;
      due[i] = (long) (time * 1e9);
    }
    task = new Task(due, System.nanoTime());
    return task;
  }

  /** The next text, if one is due. */
  Optional<Text> next(long now) {
    Task current = task;
    if (current.emitted == current.due.length || now < current.due()) {
      return Optional.empty();
    }
    int number = current.emitted++;
    String name = Integer.toString(number);
    return Optional.of(
        Text.newBuilder()
            .setEventId(name)
            .setTextId(name)
            .setText(sentences.get(number % sentences.size()))
            .setTasks(List.of())
            .setEventTime(current.started + current.due[number])
            .setIngestTime(0)
            .build());
  }

  void answered(long due, long now) {
    task.answered(due, now);
  }

  @Override
  public void close() {
    OPEN.remove(id);
  }

  /** A number of texts to emit. One thread emits, one notes answers. */
  static final class Task {
    private final long[] due;
    private final long started;
    private final Histogram latencies = new Histogram(3);
    private final CountDownLatch left;
    private int emitted;
    private volatile long ended;

    private Task(long[] due, long started) {
      this.due = due;
      this.started = started;
      this.left = new CountDownLatch(due.length);
    }

    boolean await(long millis) throws InterruptedException {
      return left.await(millis, TimeUnit.MILLISECONDS);
    }

    /** From its beginning to the last answer. */
    long nanos() {
      return ended - started;
    }

    Histogram latencies() {
      return latencies;
    }

    private long due() {
      return started + due[emitted];
    }

    private void answered(long at, long now) {
      latencies.recordValue(TimeUnit.NANOSECONDS.toMicros(now - at));
      ended = now;
      left.countDown();
    }
  }
}
