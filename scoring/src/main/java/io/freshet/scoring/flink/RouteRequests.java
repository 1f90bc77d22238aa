package io.freshet.scoring.flink;

import io.freshet.schemas.flink.Accepted;
import io.freshet.schemas.record.Inference;
import io.freshet.schemas.record.InferenceRequest;
import io.freshet.schemas.topic.Topics;
import java.util.Set;
import java.util.TreeSet;
import org.apache.flink.formats.avro.typeutils.AvroTypeInfo;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Gives each request to the model that it names; one that names none of them is a dead letter. The
 * main output stays empty: it stands for the answers where no model is configured.
 */
final class RouteRequests extends ProcessFunction<InferenceRequest, Inference> {
  private static final long serialVersionUID = 1L;

  private final TreeSet<String> models;

  RouteRequests(Set<String> models) {
    this.models = new TreeSet<>(models);
  }

  static OutputTag<InferenceRequest> to(String model) {
    return new OutputTag<>("requests-" + model, new AvroTypeInfo<>(InferenceRequest.class));
  }

  @Override
  public void processElement(InferenceRequest request, Context context, Collector<Inference> out) {
    if (models.contains(request.getModel())) {
      context.output(to(request.getModel()), request);
    } else {
      context.output(
          Accepted.REJECTED,
          DeadLetters.of(
              Topics.INFERENCE_REQUESTS,
              request,
              "unknown-model",
              "model = " + request.getModel() + ", expected one of " + models,
              context.timerService().currentProcessingTime()));
    }
  }
}
