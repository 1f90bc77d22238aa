package io.freshet.deploy.demo.kafka;

import io.freshet.schemas.kafka.KafkaConfig;
import io.freshet.schemas.kafka.TopicSerializer;
import io.freshet.schemas.record.Interaction;
import io.freshet.schemas.record.Item;
import io.freshet.schemas.record.Label;
import io.freshet.schemas.record.RecommendationRequest;
import io.freshet.schemas.record.Text;
import io.freshet.schemas.topic.Topics;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Sends canonical records at once, in order, acknowledged by all replicas. */
final class EventProducer implements AutoCloseable {
  private static final Duration CLOSE = Duration.ofSeconds(5);

  private final TopicSerializer<Interaction> interactions =
      new TopicSerializer<>(Topics.INTERACTIONS);
  private final TopicSerializer<Item> items = new TopicSerializer<>(Topics.ITEMS);
  private final TopicSerializer<Text> texts = new TopicSerializer<>(Topics.TEXTS);
  private final TopicSerializer<Label> labels = new TopicSerializer<>(Topics.LABELS);
  private final TopicSerializer<RecommendationRequest> requests =
      new TopicSerializer<>(Topics.REQUESTS);
  private final KafkaProducer<byte[], byte[]> producer;
  private volatile Optional<Exception> failure = Optional.empty();

  EventProducer(KafkaConfig kafka) {
    Properties properties = kafka.clientProperties();
    properties.setProperty("acks", "all");
    properties.setProperty("linger.ms", "5");
    this.producer =
        new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
  }

  /** Why an event could not be sent. */
  Optional<Exception> failure() {
    return failure;
  }

  void send(Interaction interaction) {
    send(interactions.serialize(interaction));
  }

  void send(Item item) {
    send(items.serialize(item));
  }

  void send(Text text) {
    send(texts.serialize(text));
  }

  void send(Label label) {
    send(labels.serialize(label));
  }

  void send(RecommendationRequest request) {
    send(requests.serialize(request));
  }

  private void send(ProducerRecord<byte[], byte[]> record) {
    var unused =
        producer.send(
            record,
            (metadata, error) -> {
              if (error != null) {
                failure = Optional.of(error);
              }
            });
  }

  @Override
  public void close() {
    producer.close(CLOSE);
  }
}
