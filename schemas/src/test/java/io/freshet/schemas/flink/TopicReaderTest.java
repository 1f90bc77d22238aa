package io.freshet.schemas.flink;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.schemas.kafka.TopicSerializer;
import io.freshet.schemas.record.Interaction;
import io.freshet.schemas.record.ParameterRow;
import io.freshet.schemas.record.Rejected;
import io.freshet.schemas.topic.Topics;
import io.freshet.schemas.wire.Samples;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.flink.api.common.functions.util.ListCollector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TopicReaderTest {
  private static final byte[] KEY = {'u'};

  @Test
  void aRecordComesWithItsPosition() {
    Interaction sample = Samples.of(Interaction.class);
    byte[] bytes = new TopicSerializer<>(Topics.INTERACTIONS).serialize(sample).value();

    List<Received<Interaction>> received = read(KEY, bytes);

    assertThat(received).hasSize(1);
    assertThat(received.get(0).value).isEqualTo(sample);
    assertThat(received.get(0).partition).isEqualTo(2);
    assertThat(received.get(0).offset).isEqualTo(77);
  }

  @Test
  void bytesThatAreNoRecordBecomeADeadLetterWithTheirPosition() {
    byte[] broken = {'{', '}'};

    List<Received<Interaction>> received = read(KEY, broken);

    assertThat(received).hasSize(1);
    Rejected rejected = received.get(0).rejected;
    assertThat(rejected.getStage()).isEqualTo("feature-job");
    assertThat(rejected.getReason()).isEqualTo("malformed-record");
    assertThat(rejected.getMessage()).startsWith("not a readable Interaction (2 bytes): ");
    assertThat(rejected.getTopic()).isEqualTo("interactions");
    assertThat(rejected.getPartition()).isEqualTo(2);
    assertThat(rejected.getOffset()).isEqualTo(77);
    assertThat(rejected.getTarget()).isEqualTo("interactions");
    assertThat(rejected.getKey()).isEqualTo(Optional.of(ByteBuffer.wrap(KEY)));
    assertThat(rejected.getPayload()).isEqualTo(ByteBuffer.wrap(broken));
    assertThat(rejected.getTime()).isEqualTo(1_234);
  }

  @Test
  void aDeadLetterMayHaveNoKey() {
    assertThat(read(null, new byte[0]).get(0).rejected.getKey()).isEmpty();
  }

  @Test
  void aTombstoneIsPassedOver() {
    assertThat(read(KEY, null)).isEmpty();
  }

  @Test
  void aTombstoneWhoseKeyIsNoRowKeyBecomesADeadLetterWithoutBytes() {
    TopicReader<ParameterRow> reader = new TopicReader<>(Topics.PARAMETERS, "scoring-job");
    reader.open(null);
    List<Received<ParameterRow>> received = new ArrayList<>();

    reader.deserialize(record(KEY, null), new ListCollector<>(received));

    assertThat(received).hasSize(1);
    assertThat(received.get(0).rejected.getMessage()).contains("row key 'u'");
    assertThat(received.get(0).rejected.getPayload().remaining()).isZero();
  }

  private static List<Received<Interaction>> read(byte @Nullable [] key, byte @Nullable [] value) {
    TopicReader<Interaction> reader = new TopicReader<>(Topics.INTERACTIONS, "feature-job");
    reader.open(null);
    List<Received<Interaction>> out = new ArrayList<>();
    reader.deserialize(record(key, value), new ListCollector<>(out));
    return out;
  }

  private static ConsumerRecord<byte[], byte[]> record(
      byte @Nullable [] key, byte @Nullable [] value) {
    return new ConsumerRecord<>(
        "interactions",
        2,
        77L,
        1_234L,
        TimestampType.CREATE_TIME,
        0,
        0,
        key,
        value,
        new RecordHeaders(),
        Optional.empty());
  }
}
