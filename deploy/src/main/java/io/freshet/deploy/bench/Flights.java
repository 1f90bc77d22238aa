package io.freshet.deploy.bench;

import java.time.Duration;
import java.util.BitSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.HdrHistogram.Histogram;

/**
 * The events of one run, from when each was due to be sent until its answer was received. Latency
 * counts from the due time, so that a sender that falls behind hides nothing (no coordinated
 * omission). Thread-safe.
 */
public final class Flights {
  private static final long HIGHEST_MICROS = TimeUnit.MINUTES.toMicros(10);

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final String prefix;
  private final int unmeasured;
  private final long[] due;
  private final BitSet answered = new BitSet();
  private final Histogram micros = new Histogram(HIGHEST_MICROS, 3);
  private int sent;
  private int answers;
  private long lastAnswer;

  /**
   * @param name of the run; ids of its events begin with it
   * @param count how many events there will be
   * @param unmeasured how many of the first ones only warm up
   */
  public Flights(String name, int count, int unmeasured) {
    this.prefix = name + '-';
    this.unmeasured = unmeasured;
    this.due = new long[count];
  }

  /** The id of event 0, 1, 2, …. */
  public String id(int number) {
    return prefix + number;
  }

  public int count() {
    return due.length;
  }

  /**
   * The next event is sent.
   *
   * @param nanos when it was due
   */
  public void sent(long nanos) {
    lock.lock();
    try {
      due[sent++] = nanos;
    } finally {
      lock.unlock();
    }
  }

  /** The answer to an event came; that of another run, or a second one, changes nothing. */
  public void answered(String id, long nanos) {
    if (!id.startsWith(prefix)) {
      return;
    }
    int number = Integer.parseInt(id.substring(prefix.length()));
    lock.lock();
    try {
      if (!answered.get(number)) {
        answered.set(number);
        answers++;
        lastAnswer = nanos;
        measure(number, nanos);
        changed.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }

  private void measure(int number, long nanos) {
    if (number >= unmeasured) {
      long latency = TimeUnit.NANOSECONDS.toMicros(nanos - due[number]);
      micros.recordValue(Math.max(0, Math.min(latency, HIGHEST_MICROS)));
    }
  }

  /** Events sent and not answered yet. */
  public int outstanding() {
    lock.lock();
    try {
      return sent - answers;
    } finally {
      lock.unlock();
    }
  }

  /** Waits until all events of the run are answered; false when time is up. */
  public boolean awaitAll(Duration timeout) throws InterruptedException {
    long left = timeout.toNanos();
    lock.lock();
    try {
      while (answers < due.length && left > 0) {
        left = changed.awaitNanos(left);
      }
      return answers == due.length;
    } finally {
      lock.unlock();
    }
  }

  /** From the first due time to the last answer, seconds. */
  public double seconds() {
    lock.lock();
    try {
      return (lastAnswer - due[0]) / 1e9;
    } finally {
      lock.unlock();
    }
  }

  public Latency latency() {
    lock.lock();
    try {
      return Latency.of(micros);
    } finally {
      lock.unlock();
    }
  }
}
