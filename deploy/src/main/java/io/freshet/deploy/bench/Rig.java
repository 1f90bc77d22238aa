package io.freshet.deploy.bench;

import io.freshet.deploy.CommandException;
import io.freshet.deploy.bench.kafka.LoadGenerator;
import io.freshet.deploy.demo.kafka.TopicTap;
import io.freshet.deploy.demo.kafka.TopicTap.Subscription;
import io.freshet.schemas.kafka.KafkaConfig;
import io.freshet.schemas.topic.Topic;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecordBase;

/** A load generator before a pipeline, and behind it a consumer of its answers. */
final class Rig implements AutoCloseable {
  private final LoadGenerator load;
  private final TopicTap answers;
  private final AtomicReference<Flights> current = new AtomicReference<>(new Flights("none", 0, 0));
  private long sent;

  /**
   * @param answerTo id of the event that an answer belongs to
   */
  <T extends SpecificRecordBase> Rig(
      KafkaConfig kafka, LoopPlan plan, Topic<T> topic, Function<T, Optional<String>> answerTo) {
    this.answers =
        new TopicTap(
            "bench-answers",
            kafka,
            List.of(new Subscription<>(topic, (answer, time) -> take(answerTo.apply(answer)))));
    this.load = new LoadGenerator(kafka, plan.interactions());
  }

  private void take(Optional<String> id) {
    long now = System.nanoTime();
    id.ifPresent(event -> current.get().answered(event, now));
  }

  /** Sends the events of a run; returns when the last one was handed over. */
  Flights send(Flights flights, double rate) {
    current.set(flights);
    load.send(flights, rate);
    sent += flights.count();
    return flights;
  }

  /** Sends the events of a run and waits for all answers. */
  Flights run(Flights flights, double rate, Duration timeout) throws InterruptedException {
    send(flights, rate);
    if (!flights.awaitAll(timeout)) {
      throw new CommandException(
          flights.outstanding()
              + " of "
              + flights.count()
              + " events had no answer "
              + timeout.toSeconds()
              + " s after the last one was sent"
              + answers.failure().map(e -> ": " + e).orElse("; see the log"));
    }
    return flights;
  }

  /** Events sent in all runs. */
  long sent() {
    return sent;
  }

  @Override
  public void close() throws InterruptedException {
    load.close();
    answers.close();
  }
}
