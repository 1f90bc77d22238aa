package io.freshet.scoring.flink;

import io.freshet.schemas.record.Inference;
import io.freshet.schemas.record.InferenceRequest;
import io.freshet.schemas.record.Rejected;
import io.freshet.schemas.topic.Topics;
import io.freshet.scoring.configured.ConfiguredModelConfig;
import io.freshet.scoring.configured.ModelAnswer;
import io.freshet.scoring.configured.OutputsConfig;
import io.freshet.scoring.inference.InferenceAdapter;
import io.freshet.scoring.inference.ModelSource;
import java.util.List;

/** Between requests on a topic and a configured model. */
final class RequestAdapter
    implements InferenceAdapter<InferenceRequest, InferenceRequest, ModelAnswer, Inference> {
  private static final long serialVersionUID = 1L;

  private final List<String> labels;

  RequestAdapter(ConfiguredModelConfig config) {
    OutputsConfig.Classes classes = config.out().classes();
    this.labels = classes == null ? List.of() : classes.names();
  }

  @Override
  public InferenceRequest input(InferenceRequest request) {
    return request;
  }

  @Override
  public boolean isFinite(ModelAnswer answer) {
    return answer.isFinite();
  }

  @Override
  public Inference output(InferenceRequest request, ModelAnswer answer, ModelSource model) {
    answer
        .refusal()
        .ifPresent(
            why -> {
              throw why;
            });
    Inference.Builder inference =
        Inference.newBuilder()
            .setId(request.getId())
            .setModel(request.getModel())
            .setVersion(model.version())
            .setLabels(labels)
            .setProbabilities(answer.probabilities())
            .setEmbedding(answer.embedding())
            .setEventTime(request.getEventTime())
            .setIngestTime(request.getIngestTime())
            .setServedTime(System.currentTimeMillis());
    answer.mostProbable().ifPresent(place -> inference.setLabel(labels.get(place)));
    answer.score().ifPresent(inference::setScore);
    return inference.build();
  }

  @Override
  public Rejected rejected(InferenceRequest request, String reason, String message, long now) {
    return DeadLetters.of(Topics.INFERENCE_REQUESTS, request, reason, message, now);
  }
}
