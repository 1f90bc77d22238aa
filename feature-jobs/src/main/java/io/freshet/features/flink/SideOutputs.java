package io.freshet.features.flink;

import io.freshet.features.Decisions;
import io.freshet.features.LateOutcome;
import io.freshet.schemas.record.Example;
import io.freshet.schemas.record.Outcome;
import io.freshet.schemas.record.Rejected;
import org.apache.flink.formats.avro.typeutils.AvroTypeInfo;
import org.apache.flink.util.OutputTag;

/** The side outputs of the two joins. */
final class SideOutputs {
  static final OutputTag<Example> EXAMPLES =
      new OutputTag<>("examples", new AvroTypeInfo<>(Example.class));
  static final OutputTag<Outcome> OUTCOMES =
      new OutputTag<>("outcomes", new AvroTypeInfo<>(Outcome.class));
  static final OutputTag<Rejected> LATE =
      new OutputTag<>("late", new AvroTypeInfo<>(Rejected.class));

  private SideOutputs() {}

  /** The {@code output} of a context. */
  interface Sender {
    <T> void send(OutputTag<T> tag, T value);
  }

  /**
   * @param now processing time, epoch milliseconds
   */
  static void send(Decisions decisions, long now, Sender sender) {
    decisions.examples().forEach(example -> sender.send(EXAMPLES, example));
    decisions.outcomes().forEach(outcome -> sender.send(OUTCOMES, outcome));
    for (LateOutcome late : decisions.late()) {
      late.record().setTime(now);
      sender.send(LATE, late.record());
    }
  }
}
