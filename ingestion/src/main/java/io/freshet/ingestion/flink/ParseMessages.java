package io.freshet.ingestion.flink;

import io.freshet.ingestion.EventParser;
import io.freshet.ingestion.Limits;
import io.freshet.ingestion.Violation;
import io.freshet.ingestion.mapping.Mapping;
import io.freshet.ingestion.mapping.MessageMapper;
import io.freshet.schemas.flink.Accepted;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.NullUnmarked;

/**
 * Messages to events by the mapping of their topic; what fails goes to the dead letters. The
 * mappings travel as text, for they are not serialisable and the machine that runs this may not
 * have the files.
 */
@NullUnmarked
final class ParseMessages extends ProcessFunction<RawMessage, RawEvent> {
  private static final long serialVersionUID = 1L;

  private final LinkedHashMap<String, String> mappingTexts;
  private final Limits limits;
  private transient Map<String, MessageMapper> mappers;
  private transient Counter skipped;
  private transient long now;

  /**
   * @param mappingTexts topic → mapping, as YAML
   */
  ParseMessages(Map<String, String> mappingTexts, Limits limits) {
    this.mappingTexts = new LinkedHashMap<>(mappingTexts);
    this.limits = limits;
  }

  @Override
  public void open(OpenContext context) {
    EventParser parser = new EventParser(limits, () -> now);
    mappers = new HashMap<>();
    mappingTexts.forEach(
        (topic, yaml) -> mappers.put(topic, new MessageMapper(Mapping.parse(topic, yaml), parser)));
    skipped = getRuntimeContext().getMetricGroup().counter("skipped");
  }

  @Override
  public void processElement(RawMessage message, Context context, Collector<RawEvent> out) {
    now = context.timerService().currentProcessingTime();
    MessageMapper.MappedMessage mapped =
        mappers.get(message.topic).map(message.value, message.origin(), message.offset);
    if (mapped.violation().isPresent()) {
      Violation violation = mapped.violation().get();
      context.output(Accepted.REJECTED, message.rejected(violation, "", now));
    } else if (mapped.events().isEmpty()) {
      skipped.inc();
    }
    mapped.events().forEach(e -> out.collect(RawEvent.of(e.event(), e.oncePer(), message)));
  }
}
