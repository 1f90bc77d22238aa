package io.freshet.deploy.bench;

import io.freshet.deploy.CommandException;
import io.freshet.deploy.Standalone;
import io.freshet.deploy.StandaloneOptions;
import io.freshet.deploy.bench.LoopReport.Backlog;
import io.freshet.deploy.bench.LoopReport.Identity;
import io.freshet.deploy.bench.LoopReport.Machine;
import io.freshet.deploy.bench.LoopReport.Settings;
import io.freshet.deploy.bench.LoopReport.Sustained;
import io.freshet.deploy.bench.flink.IdentityPipeline;
import io.freshet.deploy.bench.kafka.LoadGenerator;
import io.freshet.deploy.demo.kafka.TopicTap;
import io.freshet.deploy.demo.kafka.TopicTap.Subscription;
import io.freshet.deploy.flink.PipelineJobs;
import io.freshet.schemas.config.ConfigFile;
import io.freshet.schemas.config.DurationText;
import io.freshet.schemas.flink.FlinkConfig;
import io.freshet.schemas.kafka.KafkaConfig;
import io.freshet.schemas.record.Interaction;
import io.freshet.schemas.record.Recommendation;
import io.freshet.schemas.topic.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Measures the loop, and before it the identity pipeline, in this process. Everything runs in a
 * temporary directory, on free ports.
 */
final class LoopRun {
  private static final Duration ANSWER = Duration.ofSeconds(30);
  private static final Duration DRAIN = Duration.ofMinutes(3);
  private static final int IDENTITY_FACTOR = 5;

  /** Rates to hold, as shares of the rate at which the backlog was worked off. */
  private static final List<Double> SHARES = List.of(0.9, 0.75, 0.6, 0.45, 0.3);

  /** A rate is held when, at the end, less than so many seconds of it are outstanding. */
  private static final double BOUNDED_LAG_SECONDS = 1;

  private static final Latency NONE = new Latency(0, 0, 0, 0, 0);

  private final ConfigFile config;
  private final LoopPlan plan;
  private final Path directory;
  private final Consumer<String> progress;

  /**
   * @param directory for topics and checkpoints
   * @param progress is told what is being done
   */
  LoopRun(ConfigFile file, LoopPlan plan, Path directory, Consumer<String> progress) {
    this.plan = plan;
    this.directory = directory;
    this.progress = progress;
    this.config =
        file.with("standalone", "data-directory", directory.resolve("loop").toString())
            .with("standalone", "broker-port", 0)
            .with("standalone", "flink-port", 0);
  }

  LoopReport run() throws Exception {
    Identity identity = identity();
    progress.accept("starting the pipeline");
    StandaloneOptions jobsOnly = new StandaloneOptions(PipelineJobs.names(), false);
    try (Standalone standalone = Standalone.start(config, jobsOnly)) {
      KafkaConfig kafka = standalone.config().section("kafka", KafkaConfig.defaults());
      LearnedCount learned = new LearnedCount();
      try (Rig rig = new Rig(kafka, plan, Topics.RECOMMENDATIONS, Recommendation::getTrigger);
          TopicTap models = new TopicTap("bench-models", kafka, List.of(tap(learned)))) {
        Latency latency = latency(rig, "the loop");
        requireLearned(learned.await(rig.sent(), DRAIN), models);
        Backlog backlog = backlog(rig, learned, models);
        Sustained sustained = sustained(rig, learned, backlog.eventsPerSecond());
        double ratio = backlog.eventsPerSecond() / identity.eventsPerSecond();
        return new LoopReport(
            Machine.here(), settings(), identity, latency, backlog, sustained, ratio);
      }
    }
  }

  private static Subscription<?> tap(LearnedCount learned) {
    return new Subscription<>(
        Topics.PARAMETERS, (row, time) -> learned.take(row, System.nanoTime()));
  }

  private Identity identity() throws Exception {
    progress.accept("starting the identity pipeline");
    Path place = directory.resolve("identity");
    try (IdentityPipeline identity = IdentityPipeline.start(config, place);
        Rig rig =
            new Rig(
                identity.kafka(),
                plan,
                IdentityPipeline.OUT,
                (Interaction out) -> Optional.of(out.getEventId()))) {
      Latency latency = latency(rig, "identity");
      int events = plan.backlog() * IDENTITY_FACTOR;
      progress.accept("identity: a backlog of " + events + " events");
      Flights flights = rig.run(new Flights("backlog", events, 0), LoadGenerator.UNLIMITED, DRAIN);
      return new Identity(events / flights.seconds(), latency);
    }
  }

  private Latency latency(Rig rig, String name) throws InterruptedException {
    progress.accept(
        "%s: %,.0f events/s for %d s, after %d s to warm up"
            .formatted(name, plan.rate(), plan.seconds(), plan.warmUp()));
    int warmUp = (int) (plan.rate() * plan.warmUp());
    int count = warmUp + (int) (plan.rate() * plan.seconds());
    return rig.run(new Flights("steady", count, warmUp), plan.rate(), ANSWER).latency();
  }

  private Backlog backlog(Rig rig, LearnedCount learned, TopicTap models)
      throws InterruptedException {
    progress.accept("the loop: a backlog of " + plan.backlog() + " events");
    long start = System.nanoTime();
    Flights flights =
        rig.run(new Flights("backlog", plan.backlog(), 0), LoadGenerator.UNLIMITED, DRAIN);
    requireLearned(learned.await(rig.sent(), DRAIN), models);
    double learnedSeconds = (learned.lastChange() - start) / 1e9;
    return new Backlog(
        plan.backlog(), plan.backlog() / flights.seconds(), plan.backlog() / learnedSeconds);
  }

  private Sustained sustained(Rig rig, LearnedCount learned, double highest)
      throws InterruptedException {
    for (double share : SHARES) {
      double rate = Math.floor(share * highest);
      progress.accept("the loop: %,.0f events/s for %d s".formatted(rate, plan.hold()));
      Flights flights = rig.send(new Flights("hold" + rate, (int) (rate * plan.hold()), 0), rate);
      boolean bounded = flights.outstanding() <= rate * BOUNDED_LAG_SECONDS;
      boolean answered = flights.awaitAll(DRAIN);
      boolean caughtUp = learned.await(rig.sent(), bounded ? ANSWER : DRAIN);
      if (bounded && answered && caughtUp) {
        return new Sustained(rate, flights.latency());
      }
    }
    return new Sustained(0, NONE);
  }

  private Settings settings() {
    FlinkConfig flink = config.section("flink", FlinkConfig.defaults());
    return new Settings(
        plan,
        flink.parallelism(),
        DurationText.format(flink.checkpointInterval()),
        flink.stateBackend());
  }

  private static void requireLearned(boolean learned, TopicTap models) {
    if (!learned) {
      throw new CommandException(
          "not every interaction was learned within "
              + DRAIN.toSeconds()
              + " s"
              + models.failure().map(e -> ": " + e).orElse("; see the log"));
    }
  }
}
