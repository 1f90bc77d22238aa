package io.freshet.deploy.demo.kafka;

import io.freshet.deploy.demo.kafka.TopicTap.Subscription;
import io.freshet.schemas.kafka.KafkaConfig;
import io.freshet.schemas.kafka.TopicSerializer;
import io.freshet.schemas.record.Interaction;
import io.freshet.schemas.record.InteractionType;
import io.freshet.schemas.record.Item;
import io.freshet.schemas.record.ParameterRow;
import io.freshet.schemas.record.RankedItem;
import io.freshet.schemas.record.Recommendation;
import io.freshet.schemas.record.RecommendationRequest;
import io.freshet.schemas.topic.Topics;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** A stand-in for the pipeline: answers every event and request with the ten newest items. */
final class EchoScorer implements AutoCloseable {
  private final TopicSerializer<Recommendation> lists =
      new TopicSerializer<>(Topics.RECOMMENDATIONS);
  private final TopicSerializer<ParameterRow> rows = new TopicSerializer<>(Topics.PARAMETERS);
  private final Deque<String> newest = new ArrayDeque<>();
  private final KafkaProducer<byte[], byte[]> producer;
  private final TopicTap tap;

  EchoScorer(KafkaConfig kafka) {
    Properties properties = kafka.clientProperties();
    producer =
        new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
    tap =
        new TopicTap(
            "echo",
            kafka,
            List.of(
                new Subscription<>(Topics.ITEMS, this::item),
                new Subscription<>(Topics.INTERACTIONS, this::interaction),
                new Subscription<>(Topics.REQUESTS, this::request)));
  }

  private void item(Item item, long time) {
    newest.addLast(item.getItem());
    if (newest.size() > 10) {
      newest.removeFirst();
    }
  }

  private void interaction(Interaction interaction, long time) {
    if (interaction.getType() != InteractionType.IMPRESSION) {
      String event = interaction.getEventId();
      answer(interaction.getUser(), event, null, interaction.getIngestTime());
      var unused = producer.send(rows.serialize(row(interaction)));
    }
  }

  private void request(RecommendationRequest request, long time) {
    answer(request.getUser(), null, request.getRequestId(), request.getIngestTime());
  }

  private void answer(
      String user, @Nullable String trigger, @Nullable String requestId, long ingestTime) {
    Recommendation list =
        Recommendation.newBuilder()
            .setId(Optional.ofNullable(trigger).orElse("") + requestId)
            .setUser(user)
            .setSequence(1)
            .setTrigger(trigger)
            .setRequestId(requestId)
            .setItems(newest.stream().map(EchoScorer::ranked).toList())
            .setFeatureSet("none")
            .setModelVersion(0)
            .setVariant("newest")
            .setEventTime(ingestTime)
            .setTriggerIngestTime(ingestTime)
            .setServedTime(ingestTime)
            .build();
    var unused = producer.send(lists.serialize(list));
  }

  private static RankedItem ranked(String item) {
    return RankedItem.newBuilder()
        .setItem(item)
        .setScore(0)
        .setSource("new-item")
        .setFeatures(List.of())
        .build();
  }

  private static ParameterRow row(Interaction interaction) {
    return ParameterRow.newBuilder()
        .setModel("popularity")
        .setTable("items")
        .setKey(interaction.getItem())
        .setValues(List.of(1f))
        .setIngestTime(interaction.getIngestTime())
        .build();
  }

  @Override
  public void close() throws InterruptedException {
    tap.close();
    producer.close();
  }
}
