package io.freshet.scoring.flink;

import io.freshet.schemas.flink.Accepted;
import io.freshet.schemas.flink.Received;
import io.freshet.schemas.record.Alert;
import io.freshet.schemas.record.Inference;
import io.freshet.schemas.record.InferenceRequest;
import io.freshet.schemas.record.ModelVersion;
import io.freshet.schemas.record.Rejected;
import io.freshet.scoring.configured.ConfiguredModelConfig;
import io.freshet.scoring.djl.ConfiguredModelLoader;
import io.freshet.scoring.inference.flink.BatchInferences;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.flink.formats.avro.typeutils.AvroTypeInfo;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/**
 * Requests → answers of the configured models, each on an operator of its own, so that a slow one
 * does not hold up the others.
 *
 * @param answers of all models
 * @param rejected requests without answer
 * @param alerts about versions of the models; absent when none is configured
 */
record ConfiguredInferences(
    DataStream<Inference> answers,
    DataStream<Rejected> rejected,
    Optional<DataStream<Alert>> alerts) {

  /** The alerts of others, and these. */
  DataStream<Alert> withAlerts(DataStream<Alert> others) {
    return alerts.map(others::union).orElse(others);
  }

  /**
   * @param versions the control stream, of all roles
   */
  static ConfiguredInferences define(
      DataStream<Received<InferenceRequest>> received,
      DataStream<ModelVersion> versions,
      List<ConfiguredModelConfig> models) {
    var requests =
        Accepted.of(received, InferenceRequest.class, "scoring-accept-inference-requests");
    var routed =
        requests
            .process(
                new RouteRequests(
                    models.stream().map(ConfiguredModelConfig::name).collect(Collectors.toSet())),
                new AvroTypeInfo<>(Inference.class))
            .uid("scoring-route-inference-requests")
            .name("scoring-route-inference-requests");
    List<SingleOutputStreamOperator<Inference>> answered = new ArrayList<>();
    answered.add(routed);
    models.forEach(
        model ->
            answered.add(
                infer(model, routed.getSideOutput(RouteRequests.to(model.name())), versions)));
    return new ConfiguredInferences(
        answered.stream().map(s -> (DataStream<Inference>) s).reduce(DataStream::union).get(),
        rejected(requests, answered),
        alerts(answered.subList(1, answered.size())));
  }

  /** The one uid with a configured name: the name is what its state belongs to. */
  private static SingleOutputStreamOperator<Inference> infer(
      ConfiguredModelConfig model,
      DataStream<InferenceRequest> requests,
      DataStream<ModelVersion> versions) {
    return new BatchInferences<>(
            new RequestAdapter(model),
            new ConfiguredModelLoader(model),
            model.batches(),
            new AvroTypeInfo<>(Inference.class))
        .infer(requests, versions, "scoring-infer-" + model.name());
  }

  private static DataStream<Rejected> rejected(
      SingleOutputStreamOperator<InferenceRequest> requests,
      List<SingleOutputStreamOperator<Inference>> answered) {
    DataStream<Rejected> all = requests.getSideOutput(Accepted.REJECTED);
    for (SingleOutputStreamOperator<Inference> operator : answered) {
      all = all.union(operator.getSideOutput(Accepted.REJECTED));
    }
    return all;
  }

  private static Optional<DataStream<Alert>> alerts(
      List<SingleOutputStreamOperator<Inference>> operators) {
    return operators.stream()
        .map(operator -> (DataStream<Alert>) operator.getSideOutput(BatchInferences.ALERTS))
        .reduce(DataStream::union);
  }
}
