package io.freshet.deploy.container;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.schemas.kafka.TopicCreator;
import io.freshet.schemas.record.Label;
import io.freshet.schemas.topic.Topic;
import io.freshet.schemas.topic.Topics;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class BrokerContainerIT {
  private static final int RECORDS = 2_000;
  private static final List<Label> LABELS =
      LongStream.range(0, RECORDS).mapToObj(BrokerContainerIT::label).toList();

  @Test
  void everyAcknowledgedRecordIsThereOnceAfterAKill() throws Exception {
    try (BrokerContainer broker = BrokerContainer.start()) {
      TopicCreator.createMissing(broker.kafka());

      try (EventFeed feed = new EventFeed(broker.kafka())) {
        feed.send(Topics.LABELS, LABELS.subList(0, RECORDS / 4));
        feed.awaitAcknowledged();
        feed.send(Topics.LABELS, LABELS.subList(RECORDS / 4, RECORDS / 2));
        broker.kill();
        CompletableFuture<Void> rest =
            CompletableFuture.runAsync(
                () -> feed.send(Topics.LABELS, LABELS.subList(RECORDS / 2, RECORDS)));
        broker.restart();
        rest.get();
        feed.awaitAcknowledged();
      }

      try (TopicLog<Label> log = new TopicLog<>(broker.kafka(), Topics.LABELS)) {
        assertThat(log.readToEnd()).containsExactlyInAnyOrderElementsOf(LABELS);
      }
    }
  }

  @Test
  void topicsAreCreatedOnceWithTheSettingsOfTheCatalogue() throws Exception {
    try (BrokerContainer broker = BrokerContainer.start()) {
      assertThat(TopicCreator.createMissing(broker.kafka()))
          .containsExactlyInAnyOrderElementsOf(Topics.all().stream().map(Topic::name).toList());
      assertThat(TopicCreator.createMissing(broker.kafka())).isEmpty();

      for (Topic<?> topic : Topics.all()) {
        assertThat(TopicSettings.of(broker.kafka(), topic.name()))
            .isEqualTo(
                new TopicSettings(
                    topic.partitions(), topic.cleanup().value(), topic.retention().toMillis()));
      }
    }
  }

  private static Label label(long number) {
    return new Label(
        "event-" + number,
        "text-" + number % 97,
        "sentiment",
        "positive",
        1f,
        number,
        number,
        false);
  }
}
