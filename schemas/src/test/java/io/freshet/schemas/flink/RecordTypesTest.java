package io.freshet.schemas.flink;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.schemas.record.Rejected;
import io.freshet.schemas.topic.Topic;
import io.freshet.schemas.topic.Topics;
import io.freshet.schemas.wire.Samples;
import java.io.IOException;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.java.typeutils.runtime.PojoSerializer;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.formats.avro.typeutils.AvroSerializer;
import org.apache.flink.formats.avro.typeutils.AvroTypeInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every record type, as Flink sends and stores it: by Avro, and never by Kryo. */
class RecordTypesTest {
  static Stream<Topic<?>> topics() {
    return Topics.all().stream();
  }

  @ParameterizedTest
  @MethodSource("topics")
  <T extends SpecificRecordBase> void recordsAreSerialisedByAvro(Topic<T> topic)
      throws IOException {
    TypeSerializer<T> serializer = serializer(new AvroTypeInfo<>(topic.type()));

    assertThat(serializer).isInstanceOf(AvroSerializer.class);
    T sample = Samples.of(topic.type());
    assertThat(copy(serializer, sample)).isEqualTo(sample);
    assertThat(serializer.copy(sample)).isEqualTo(sample).isNotSameAs(sample);
  }

  @ParameterizedTest
  @MethodSource("topics")
  <T extends SpecificRecordBase> void receivedRecordsArePojos(Topic<T> topic) throws IOException {
    TypeSerializer<Received<T>> serializer = serializer(Received.typeOf(topic.type()));

    assertThat(serializer).isInstanceOf(PojoSerializer.class);
    T sample = Samples.of(topic.type());
    Received<T> copy = copy(serializer, Received.of(sample, 3, 42));
    assertThat(copy.value).isEqualTo(sample);
    assertThat(copy.rejected).isNull();
    assertThat(copy.partition).isEqualTo(3);
    assertThat(copy.offset).isEqualTo(42);
  }

  @Test
  void receivedDeadLettersArePojos() throws IOException {
    TypeSerializer<Received<Rejected>> serializer = serializer(Received.typeOf(Rejected.class));
    Rejected sample = Samples.of(Rejected.class);

    Received<Rejected> copy = copy(serializer, Received.failed(sample));

    assertThat(copy.value).isNull();
    assertThat(copy.rejected).isEqualTo(sample);
    assertThat(copy.partition).isEqualTo(sample.getPartition());
    assertThat(copy.offset).isEqualTo(sample.getOffset());
  }

  /** Fails, as a job would, where a type or one of its fields falls to Kryo. */
  private static <V> TypeSerializer<V> serializer(TypeInformation<V> type) {
    Configuration noKryo = new Configuration().set(PipelineOptions.GENERIC_TYPES, false);
    return type.createSerializer(new SerializerConfigImpl(noKryo));
  }

  private static <V> V copy(TypeSerializer<V> serializer, V value) throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(1_024);
    serializer.serialize(value, out);
    return serializer.deserialize(new DataInputDeserializer(out.getCopyOfBuffer()));
  }
}
