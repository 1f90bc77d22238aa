package io.freshet.schemas.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.freshet.schemas.record.Interaction;
import io.freshet.schemas.record.ParameterRow;
import io.freshet.schemas.topic.Topic;
import io.freshet.schemas.topic.Topics;
import io.freshet.schemas.wire.MalformedRecordException;
import io.freshet.schemas.wire.Samples;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TopicSerializerTest {
  static Stream<Topic<?>> topics() {
    return Topics.all().stream();
  }

  @ParameterizedTest
  @MethodSource("topics")
  <T extends SpecificRecordBase> void roundTrip(Topic<T> topic) throws MalformedRecordException {
    T sample = Samples.of(topic.type());

    ProducerRecord<byte[], byte[]> sent = new TopicSerializer<>(topic).serialize(sample);

    assertThat(sent.topic()).isEqualTo(topic.name());
    assertThat(sent.key()).isEqualTo(topic.keyOf(sample).getBytes(StandardCharsets.UTF_8));
    assertThat(sent.partition()).isNull();
    assertThat(new TopicDeserializer<>(topic).deserialize(received(sent.key(), sent.value())))
        .contains(sample);
  }

  @Test
  void aParameterRowWithoutValuesIsATombstoneBothWays() throws MalformedRecordException {
    ParameterRow removed =
        ParameterRow.newBuilder()
            .setModel("text-sentiment")
            .setTable("weights")
            .setKey("123/456")
            .setValues(List.of())
            .build();

    ProducerRecord<byte[], byte[]> sent =
        new TopicSerializer<>(Topics.PARAMETERS).serialize(removed);

    assertThat(sent.value()).isNull();
    assertThat(new String(sent.key(), StandardCharsets.UTF_8))
        .isEqualTo("text-sentiment/weights/123/456");
    assertThat(new TopicDeserializer<>(Topics.PARAMETERS).deserialize(received(sent.key(), null)))
        .contains(removed);
  }

  @Test
  void aTombstoneOfAnotherTopicIsNothing() throws MalformedRecordException {
    byte[] key = "item-1".getBytes(StandardCharsets.UTF_8);

    assertThat(new TopicDeserializer<>(Topics.ITEMS).deserialize(received(key, null))).isEmpty();
    assertThat(new TopicDeserializer<>(Topics.PARAMETERS).deserialize(received(null, null)))
        .isEmpty();
  }

  @Test
  void aTombstoneWhoseKeyIsNoRowKeyIsMalformed() {
    byte[] key = "not-a-row".getBytes(StandardCharsets.UTF_8);

    assertThatThrownBy(
            () -> new TopicDeserializer<>(Topics.PARAMETERS).deserialize(received(key, null)))
        .isInstanceOf(MalformedRecordException.class)
        .hasMessageContaining("row key 'not-a-row': expected model/table/key");
  }

  @Test
  void foreignBytesAreMalformed() {
    byte[] json = "{\"user\":\"u\"}".getBytes(StandardCharsets.UTF_8);

    assertThatThrownBy(
            () -> new TopicDeserializer<>(Topics.INTERACTIONS).deserialize(received(null, json)))
        .isInstanceOf(MalformedRecordException.class)
        .hasMessageStartingWith("not a readable " + Interaction.class.getSimpleName());
  }

  private static ConsumerRecord<byte[], byte[]> received(
      byte @Nullable [] key, byte @Nullable [] value) {
    return new ConsumerRecord<>("any", 0, 0L, key, value);
  }
}
