package io.freshet.deploy.demo.kafka;

import io.freshet.deploy.CommandException;
import io.freshet.deploy.demo.kafka.TopicTap.Subscription;
import io.freshet.schemas.kafka.KafkaConfig;
import io.freshet.schemas.record.RecommendationRequest;
import io.freshet.schemas.topic.Topics;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Asks for a list until one is served: then every job is up and reads its topics. */
public final class Readiness {
  private static final Duration ASK_AGAIN = Duration.ofSeconds(1);

  private Readiness() {}

  public static void await(KafkaConfig kafka, Duration timeout) throws InterruptedException {
    CountDownLatch served = new CountDownLatch(1);
    long deadline = System.nanoTime() + timeout.toNanos();
    try (EventProducer producer = new EventProducer(kafka);
        TopicTap tap =
            new TopicTap(
                "demo-readiness",
                kafka,
                List.of(
                    new Subscription<>(
                        Topics.RECOMMENDATIONS, (list, time) -> served.countDown())))) {
      boolean ready = false;
      while (!ready && tap.failure().isEmpty() && System.nanoTime() < deadline) {
        producer.send(request(System.currentTimeMillis()));
        ready = served.await(ASK_AGAIN.toMillis(), TimeUnit.MILLISECONDS);
      }
      if (!ready) {
        throw new CommandException(
            "the pipeline served no list within " + timeout.toSeconds() + " s of its start");
      }
    }
  }

  private static RecommendationRequest request(long now) {
    String id = "demo-ready-" + now;
    return RecommendationRequest.newBuilder()
        .setRequestId(id)
        .setUser("demo-ready")
        .setEventTime(now)
        .setIngestTime(now)
        .build();
  }
}
