package io.freshet.deploy.demo.kafka;

import io.freshet.deploy.CommandException;
import io.freshet.deploy.demo.DemoConfig;
import io.freshet.deploy.demo.Display;
import io.freshet.deploy.demo.Figures;
import io.freshet.deploy.demo.Measurements;
import io.freshet.deploy.demo.World;
import io.freshet.deploy.demo.kafka.TopicTap.Subscription;
import io.freshet.schemas.kafka.KafkaConfig;
import io.freshet.schemas.record.Recommendation;
import io.freshet.schemas.topic.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Drives a simulated world against a running pipeline, in real time. The world, the shop and the
 * measurements belong to the calling thread; what the taps receive comes to it through a queue.
 */
public final class DemoSession implements AutoCloseable {
  private static final long TICK_MS = 2;
  private static final double BACKLOG_SECONDS = 0.25;
  private static final Duration SILENCE = Duration.ofSeconds(20);

  private final DemoConfig config;
  private final EventProducer producer;
  private final BlockingQueue<Runnable> received = new LinkedBlockingQueue<>();
  private final Measurements measurements;
  private final KafkaShop shop;
  private final TopicTap answers;
  private final TopicTap parameters;
  private long lastList;

  /**
   * @param kafka of a pipeline that answers: see {@link Readiness}
   */
  public DemoSession(DemoConfig config, KafkaConfig kafka) {
    this.config = config;
    this.producer = new EventProducer(kafka);
    this.measurements = new Measurements();
    this.shop = new KafkaShop(producer, measurements, (long) (config.rate() * BACKLOG_SECONDS));
    this.answers = new TopicTap("demo-answers", kafka, subscriptions());
    this.parameters =
        new TopicTap(
            "demo-parameters",
            kafka,
            List.of(new Subscription<>(Topics.PARAMETERS, measurements.rows()::add)));
  }

  private List<Subscription<?>> subscriptions() {
    return List.of(
        new Subscription<>(
            Topics.RECOMMENDATIONS, (list, time) -> received.add(() -> served(list, time))),
        new Subscription<>(
            Topics.TEXT_PREDICTIONS,
            (text, time) -> received.add(() -> measurements.predicted(text, time))),
        new Subscription<>(Topics.REJECTED, (record, time) -> received.add(measurements::rejected)),
        new Subscription<>(Topics.LATE, (record, time) -> received.add(measurements::late)));
  }

  /**
   * Runs for the configured time; returns the figures at its end.
   *
   * @param stop ends the run early
   */
  public Figures run(Display display, BooleanSupplier stop) throws InterruptedException {
    long start = System.currentTimeMillis();
    long now = start;
    lastList = start;
    display.begin(start);
    World world = new World(config.world(), config.rate(), config.seed(), start, shop);
    while (now - start < config.duration().toMillis() && !stop.getAsBoolean()) {
      world.advance(now);
      takeUntil(now + TICK_MS);
      long before = now;
      now = System.currentTimeMillis();
      measurements.heldBack(shop.keepsUp() ? 0 : now - before);
      requireAlive(now);
      if (display.isDue(now)) {
        display.show(measurements.figures(start, now), now);
      }
    }
    Figures figures = measurements.figures(start, now);
    if (figures.recommendation().count() == 0 && !stop.getAsBoolean()) {
      fail("no list was served; see the logs of the jobs");
    }
    return figures;
  }

  private void takeUntil(long deadline) throws InterruptedException {
    Optional<Runnable> taken = next(deadline);
    while (taken.isPresent()) {
      taken.get().run();
      taken = next(deadline);
    }
  }

  private Optional<Runnable> next(long deadline) throws InterruptedException {
    long left = Math.max(0, deadline - System.currentTimeMillis());
    return Optional.ofNullable(received.poll(left, TimeUnit.MILLISECONDS));
  }

  private void served(Recommendation list, long time) {
    if (list.getTrigger().isPresent()) {
      lastList = time;
      measurements.served(list, time);
      shop.served(list);
    }
  }

  private void requireAlive(long now) {
    producer.failure().ifPresent(e -> fail("an event could not be sent: " + e.getMessage()));
    answers.failure().ifPresent(e -> fail("predictions cannot be read: " + e.getMessage()));
    parameters.failure().ifPresent(e -> fail("parameters cannot be read: " + e.getMessage()));
    if (now - lastList > SILENCE.toMillis()) {
      fail("no list was served for " + SILENCE.toSeconds() + " s; see the logs of the jobs");
    }
  }

  private static void fail(String message) {
    throw new CommandException("the pipeline failed: " + message);
  }

  @Override
  public void close() throws InterruptedException {
    answers.close();
    parameters.close();
    producer.close();
  }
}
