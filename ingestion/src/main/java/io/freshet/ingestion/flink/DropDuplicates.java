package io.freshet.ingestion.flink;

import io.freshet.ingestion.Deduplicator;
import io.freshet.ingestion.Reason;
import io.freshet.ingestion.Violation;
import io.freshet.schemas.flink.Accepted;
import io.freshet.schemas.record.Interaction;
import java.io.IOException;
import java.time.Duration;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.StateTtlConfig;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.NullUnmarked;

/**
 * Lets the first event of an id through and sends further ones within the window to the dead
 * letters. Interactions leave by the main output, the other kinds by side outputs.
 */
@NullUnmarked
final class DropDuplicates extends KeyedProcessFunction<String, RawEvent, Interaction> {
  private static final long serialVersionUID = 1L;

  private final Duration window;
  private transient Deduplicator deduplicator;
  private transient ValueState<Long> taken;
  private transient Counter duplicates;
  private transient Counter repeated;

  DropDuplicates(Duration window) {
    this.window = window;
  }

  @Override
  public void open(OpenContext context) {
    deduplicator = new Deduplicator(window);
    ValueStateDescriptor<Long> descriptor = new ValueStateDescriptor<>("taken", Types.LONG);
    descriptor.enableTimeToLive(StateTtlConfig.newBuilder(window).build());
    taken = getRuntimeContext().getState(descriptor);
    duplicates = getRuntimeContext().getMetricGroup().counter("duplicates");
    repeated = getRuntimeContext().getMetricGroup().counter("repeated");
  }

  @Override
  public void processElement(RawEvent event, Context context, Collector<Interaction> out)
      throws IOException {
    long now = context.timerService().currentProcessingTime();
    Long before = taken.value();
    if (!deduplicator.isDuplicate(before == null ? Deduplicator.NEVER : before, now)) {
      taken.update(now);
      emit(event, context, out);
    } else if (event.oncePer) {
      repeated.inc();
    } else {
      duplicates.inc();
      context.output(
          Accepted.REJECTED, event.source.rejected(duplicate(event), target(event), now));
    }
  }

  private static void emit(RawEvent event, Context context, Collector<Interaction> out) {
    switch (event.kind()) {
      case INTERACTION:
        out.collect(event.interaction);
        break;
      case ITEM:
        context.output(IngestTopology.ITEMS, event.item);
        break;
      case TEXT:
        context.output(IngestTopology.TEXTS, event.text);
        break;
      case LABEL:
        context.output(IngestTopology.LABELS, event.label);
        break;
      case REQUEST:
        context.output(IngestTopology.REQUESTS, event.request);
        break;
      case INFERENCE:
        context.output(IngestTopology.INFERENCES, event.inference);
        break;
    }
  }

  private Violation duplicate(RawEvent event) {
    return new Violation(
        event.kind().idField(),
        event.key.substring(event.key.indexOf('/') + 1),
        Reason.DUPLICATE,
        "an id that was not taken within " + window);
  }

  private static String target(RawEvent event) {
    return event.kind().topic().name();
  }
}
