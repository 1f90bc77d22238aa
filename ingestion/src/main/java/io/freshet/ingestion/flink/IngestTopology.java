package io.freshet.ingestion.flink;

import io.freshet.ingestion.IngestionConfig;
import io.freshet.schemas.flink.Accepted;
import io.freshet.schemas.record.InferenceRequest;
import io.freshet.schemas.record.Interaction;
import io.freshet.schemas.record.Item;
import io.freshet.schemas.record.Label;
import io.freshet.schemas.record.RecommendationRequest;
import io.freshet.schemas.record.Rejected;
import io.freshet.schemas.record.Text;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.formats.avro.typeutils.AvroTypeInfo;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.util.OutputTag;

/** Raw messages to canonical events: parse, then drop duplicates by event id. */
public final class IngestTopology {
  static final String STAGE = "ingest-job";
  static final OutputTag<Item> ITEMS = new OutputTag<>("items", new AvroTypeInfo<>(Item.class));
  static final OutputTag<Text> TEXTS = new OutputTag<>("texts", new AvroTypeInfo<>(Text.class));
  static final OutputTag<Label> LABELS = new OutputTag<>("labels", new AvroTypeInfo<>(Label.class));
  static final OutputTag<RecommendationRequest> REQUESTS =
      new OutputTag<>("requests", new AvroTypeInfo<>(RecommendationRequest.class));
  static final OutputTag<InferenceRequest> INFERENCES =
      new OutputTag<>("inference-requests", new AvroTypeInfo<>(InferenceRequest.class));

  private IngestTopology() {}

  /** What comes out, one stream per topic. */
  public record Streams(
      DataStream<Interaction> interactions,
      DataStream<Item> items,
      DataStream<Text> texts,
      DataStream<Label> labels,
      DataStream<RecommendationRequest> requests,
      DataStream<InferenceRequest> inferences,
      DataStream<Rejected> rejected) {}

  /**
   * @param mappings raw topic → its mapping, as YAML
   */
  public static Streams define(
      DataStream<RawMessage> messages, Map<String, String> mappings, IngestionConfig config) {
    SingleOutputStreamOperator<RawEvent> parsed =
        messages
            .process(new ParseMessages(mappings, config.limits()), RawEvent.type())
            .uid("ingestion-parse-messages")
            .name("ingestion-parse-messages");
    SingleOutputStreamOperator<Interaction> unique =
        parsed
            .keyBy(event -> event.key, Types.STRING)
            .process(new DropDuplicates(config.dedupTime()), new AvroTypeInfo<>(Interaction.class))
            .uid("ingestion-drop-duplicates")
            .name("ingestion-drop-duplicates");
    return new Streams(
        unique,
        unique.getSideOutput(ITEMS),
        unique.getSideOutput(TEXTS),
        unique.getSideOutput(LABELS),
        unique.getSideOutput(REQUESTS),
        unique.getSideOutput(INFERENCES),
        parsed.getSideOutput(Accepted.REJECTED).union(unique.getSideOutput(Accepted.REJECTED)));
  }
}
