package io.freshet.deploy.kafka;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.freshet.deploy.json.AvroJson;
import io.freshet.schemas.topic.Topic;
import io.freshet.schemas.wire.MalformedRecordException;
import io.freshet.schemas.wire.RecordCodec;
import java.nio.ByteBuffer;
import java.time.Instant;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** A record of a topic of the catalogue as one JSON object: where it lies, its key, its value. */
final class RecordJson {
  private final RecordCodec<? extends SpecificRecordBase> codec;

  RecordJson(Topic<? extends SpecificRecordBase> topic) {
    this.codec = topic.codec();
  }

  ObjectNode of(ConsumerRecord<byte[], byte[]> record) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("partition", record.partition());
    json.put("offset", record.offset());
    json.put("time", Instant.ofEpochMilli(record.timestamp()).toString());
    if (record.key() != null) {
      json.set("key", AvroJson.bytes(ByteBuffer.wrap(record.key())));
    }
    if (record.value() == null) {
      return json.put("tombstone", true);
    }
    return value(json, record.value());
  }

  private ObjectNode value(ObjectNode json, byte[] bytes) {
    try {
      return json.set("value", AvroJson.of(codec.decode(bytes)));
    } catch (MalformedRecordException e) {
      json.put("malformed", e.getMessage());
      return json.set("bytes", AvroJson.bytes(ByteBuffer.wrap(bytes)));
    }
  }
}
