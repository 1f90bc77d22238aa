package io.freshet.scoring.flink;

import io.freshet.schemas.flink.Accepted;
import io.freshet.schemas.flink.Received;
import io.freshet.schemas.record.ItemFeatures;
import io.freshet.schemas.record.ParameterRow;
import io.freshet.scoring.ModelUpdate;
import io.freshet.scoring.ModelViews;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.formats.avro.typeutils.AvroTypeInfo;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.NullUnmarked;

/**
 * Parts the rows of {@code parameters}: those of text models go to {@link #TEXT_MODELS}, all others
 * are for lists. A row's offset becomes its position.
 */
@NullUnmarked
final class ModelUpdates extends ProcessFunction<Received<ParameterRow>, ModelUpdate> {
  private static final long serialVersionUID = 1L;

  static final TypeInformation<ModelUpdate> TYPE =
      Types.POJO(
          ModelUpdate.class,
          Map.of(
              "row",
              new AvroTypeInfo<>(ParameterRow.class),
              "position",
              Types.LONG,
              "item",
              new AvroTypeInfo<>(ItemFeatures.class)));

  static final OutputTag<ModelUpdate> TEXT_MODELS = new OutputTag<>("text-models", TYPE);

  @Override
  public void processElement(
      Received<ParameterRow> received, Context context, Collector<ModelUpdate> out) {
    if (received.rejected != null) {
      context.output(Accepted.REJECTED, received.rejected);
      return;
    }
    ModelUpdate update = ModelUpdate.of(received.value, received.offset);
    if (ModelViews.isText(received.value)) {
      context.output(TEXT_MODELS, update);
    } else {
      out.collect(update);
    }
  }
}
