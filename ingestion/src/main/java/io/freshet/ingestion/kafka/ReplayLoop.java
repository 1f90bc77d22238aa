package io.freshet.ingestion.kafka;

import io.freshet.ingestion.Event;
import io.freshet.ingestion.EventSink;
import io.freshet.ingestion.replay.ClosedLoop;
import io.freshet.ingestion.replay.Completion;
import io.freshet.ingestion.replay.Outgoing;
import io.freshet.ingestion.replay.Pace;
import io.freshet.ingestion.replay.ProgressLine;
import io.freshet.ingestion.replay.ReachableTime;
import io.freshet.ingestion.replay.ReplaySequence;
import io.freshet.ingestion.replay.ResumeMark;
import io.freshet.ingestion.replay.ResumeMarks;
import io.freshet.ingestion.replay.StateFile;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Runs a replay to its end: one thread that reads, decides and sends; acknowledgements and answers
 * reach it through a mailbox.
 */
final class ReplayLoop {
  private static final int MAX_HELD = 50_000;
  private static final int MAX_OPEN = 200_000;
  private static final int SEND_BURST = 500;
  private static final long IDLE_MILLIS = 2;
  private static final long TICK_MILLIS = 1000;

  private final ReplaySequence sequence;
  private final Links links;
  private final Settings settings;
  private final ClosedLoop loop;
  private final Completion completion;
  private final Pace pace;
  private final ResumeMarks marks = new ResumeMarks();
  private final ReachableTime reachable = new ReachableTime();
  private final ReplayResult result = new ReplayResult();
  private final BlockingQueue<Runnable> mailbox = new LinkedBlockingQueue<>();
  private @Nullable Outgoing upcoming;
  private @Nullable Throwable failure;
  private long lastTick;
  private long lastSent;

  /**
   * @param events where events go
   * @param letters where dead letters go
   * @param ends end offsets of all topics that matter for taking the replay up again
   * @param state where marks are kept
   * @param display takes lines about the progress
   */
  record Links(
      EventSink events,
      EventProducer letters,
      TopicEnds ends,
      StateFile state,
      ReplayDisplay display) {}

  /**
   * @param first index to begin at
   * @param alreadySent ids behind the mark that an earlier run has sent
   * @param speed see {@link Pace}
   * @param maxSkew how far the newest unfinished event may be ahead of the oldest, in event time
   * @param progress makes the lines
   */
  record Settings(
      long first,
      Set<String> alreadySent,
      double speed,
      Optional<Duration> maxSkew,
      ProgressLine progress) {}

  ReplayLoop(ReplaySequence sequence, ClosedLoop loop, Links links, Settings settings) {
    this.sequence = sequence;
    this.loop = loop;
    this.links = links;
    this.settings = settings;
    this.completion = new Completion(settings.first());
    this.pace = new Pace(settings.speed());
  }

  /** An answer of the pipeline; may be called by any thread. */
  void answered(String key) {
    mailbox.add(() -> loop.answered(key).ifPresent(this::step));
  }

  /** Returns when everything is sent and, in a closed loop, answered or given up. */
  ReplayResult run() throws InterruptedException {
    long start = System.currentTimeMillis();
    skip();
    tick();
    while (hasMore() || completion.low() < completion.high()) {
      long now = System.currentTimeMillis();
      if (now - lastTick >= TICK_MILLIS) {
        tick();
      }
      boolean moved = read(now) | send(now);
      work(moved ? 0 : IDLE_MILLIS);
      failOnError();
    }
    result.finish(loop.timeouts(), System.currentTimeMillis() - start);
    links.ends().now().ifPresent(ends -> write(new ResumeMark(completion.high(), ends)));
    links.display().finish();
    return result;
  }

  private void skip() {
    while (hasMore() && upcoming().index() < settings.first()) {
      upcoming = null;
    }
  }

  private boolean hasMore() {
    return upcoming != null || sequence.hasNext();
  }

  private Outgoing upcoming() {
    Outgoing next = upcoming == null ? sequence.next() : upcoming;
    upcoming = next;
    return next;
  }

  private boolean read(long now) {
    boolean moved = false;
    while (loop.held() < MAX_HELD
        && completion.high() - completion.low() < MAX_OPEN
        && loop.held() < SEND_BURST * 2 + readAhead()
        && hasMore()
        && mayBegin(upcoming(), now)) {
      Outgoing next = upcoming();
      upcoming = null;
      completion.begin(timeOf(next), next.expected().isPresent() ? 2 : 1);
      loop.offer(next);
      moved = true;
    }
    return moved;
  }

  /** Without answers to wait for there is no use in reading far ahead. */
  private int readAhead() {
    return settings.maxSkew().isPresent() ? MAX_HELD : 0;
  }

  private boolean mayBegin(Outgoing next, long now) {
    long time = timeOf(next);
    boolean inSkew =
        settings.maxSkew().isEmpty()
            || completion.oldestTime().isEmpty()
            || time - completion.oldestTime().getAsLong() <= settings.maxSkew().get().toMillis();
    return inSkew && (next.event().isEmpty() || pace.isDue(time, now));
  }

  /** A dead letter has no time of its own: it goes with what is oldest. */
  private long timeOf(Outgoing next) {
    return next.event()
        .map(Event::eventTime)
        .orElseGet(() -> completion.oldestTime().orElse(Long.MIN_VALUE));
  }

  private boolean send(long now) {
    for (int i = 0; i < SEND_BURST; i++) {
      Optional<Outgoing> next = loop.next(reachable.millis());
      if (next.isEmpty()) {
        return i > 0;
      }
      send(next.get(), now);
    }
    return true;
  }

  private void send(Outgoing next, long now) {
    if (settings.alreadySent().remove(next.id())) {
      result.countAlreadyThere();
      step(next);
      if (loop.wasAnswered(next)) {
        loop.answered(next.expected().orElseThrow().answer()).ifPresent(this::step);
      }
      return;
    }
    next.event().ifPresent(event -> result.countSent(event.kind()));
    next.letter().ifPresent(letter -> result.countLetter());
    var ignored =
        deliver(next, now).whenComplete((ok, error) -> mailbox.add(() -> settle(next, error)));
  }

  private CompletableFuture<Void> deliver(Outgoing next, long now) {
    if (next.event().isPresent()) {
      return links.events().send(next.event().get().ingestedAt(now));
    }
    var letter = next.letter().orElseThrow();
    letter.setTime(now);
    return links.letters().send(letter);
  }

  private void settle(Outgoing sent, @Nullable Throwable error) {
    if (error == null) {
      step(sent);
    } else {
      failure = error;
    }
  }

  private void step(Outgoing outgoing) {
    completion.step(outgoing.index());
  }

  private void work(long waitMillis) throws InterruptedException {
    Runnable next = mailbox.poll(waitMillis, TimeUnit.MILLISECONDS);
    while (next != null) {
      next.run();
      next = mailbox.poll();
    }
  }

  private void failOnError() {
    if (failure != null) {
      throw new IllegalStateException(
          "stopped at " + completion.low() + ": " + failure.getMessage(), failure);
    }
  }

  private void tick() {
    Optional<Map<String, Long>> ends = links.ends().now();
    long now = System.currentTimeMillis();
    reachable.observe(ends.isPresent(), now);
    ends.ifPresent(e -> marks.take(new ResumeMark(completion.high(), e)));
    marks.reached(completion.low()).ifPresent(this::write);
    loop.expire(reachable.millis()).forEach(this::step);
    show(now);
    lastTick = now;
  }

  private void show(long now) {
    long sent = result.total();
    double rate = lastTick == 0 ? 0 : (sent - lastSent) * 1000.0 / Math.max(1, now - lastTick);
    lastSent = sent;
    ProgressLine.Figures figures =
        new ProgressLine.Figures(
            sequence.counts().rows(), sent, loop.unanswered(), reachable.isReachable());
    links.display().show(settings.progress().text(figures, rate, now), now);
  }

  private void write(ResumeMark mark) {
    links.state().write(mark);
  }
}
