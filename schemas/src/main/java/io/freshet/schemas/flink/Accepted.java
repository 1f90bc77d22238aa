package io.freshet.schemas.flink;

import io.freshet.schemas.record.Rejected;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.flink.formats.avro.typeutils.AvroTypeInfo;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Splits what a source received into values (main output) and dead letters (side output {@link
 * #REJECTED}).
 */
public final class Accepted<T extends SpecificRecordBase> extends ProcessFunction<Received<T>, T> {
  private static final long serialVersionUID = 1L;

  /** The dead letters of any operator of a job. */
  public static final OutputTag<Rejected> REJECTED =
      new OutputTag<>("rejected", new AvroTypeInfo<>(Rejected.class));

  private Accepted() {}

  /**
   * @param uid of the operator: {@code <module>-accept-<topic>}
   */
  public static <T extends SpecificRecordBase> SingleOutputStreamOperator<T> of(
      DataStream<Received<T>> received, Class<T> type, String uid) {
    return received.process(new Accepted<T>(), new AvroTypeInfo<>(type)).uid(uid).name(uid);
  }

  @Override
  public void processElement(Received<T> received, Context context, Collector<T> out) {
    if (received.rejected != null) {
      context.output(REJECTED, received.rejected);
    } else {
      out.collect(received.value);
    }
  }
}
