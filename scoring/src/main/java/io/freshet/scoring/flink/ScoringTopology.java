package io.freshet.scoring.flink;

import io.freshet.schemas.flink.Accepted;
import io.freshet.schemas.model.ModelsConfig;
import io.freshet.schemas.record.ItemFeatures;
import io.freshet.schemas.record.ModelVersion;
import io.freshet.schemas.record.Recommendation;
import io.freshet.schemas.record.RecommendationRequest;
import io.freshet.schemas.record.Rejected;
import io.freshet.schemas.record.Text;
import io.freshet.schemas.record.TextPrediction;
import io.freshet.schemas.record.UserFeatures;
import io.freshet.scoring.ModelUpdate;
import io.freshet.scoring.ScoringConfig;
import io.freshet.scoring.djl.TextEncoderLoader;
import io.freshet.scoring.inference.flink.BatchInferences;
import io.freshet.scoring.text.EncodedText;
import io.freshet.scoring.text.EncodedTextLoader;
import io.freshet.scoring.text.TextServingConfig;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.formats.avro.typeutils.AvroTypeInfo;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.KeyedStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/**
 * The scoring job between its sources and sinks: user features and requests → lists, texts →
 * vectors → class probabilities, with model rows and item features broadcast to both kinds of
 * scorers, and versions of the text encoder to it; requests to configured models → their answers.
 */
public final class ScoringTopology {
  private ScoringTopology() {}

  public static ScoringOutputs define(
      ScoringInputs inputs, ScoringConfig scoring, ModelsConfig models) {
    MicroBatches batches = new MicroBatches(scoring, models);
    var features =
        Accepted.of(inputs.userFeatures(), UserFeatures.class, "scoring-accept-user-features");
    var requests =
        Accepted.of(inputs.requests(), RecommendationRequest.class, "scoring-accept-requests");
    var texts = Accepted.of(inputs.texts(), Text.class, "scoring-accept-texts");
    var items =
        Accepted.of(inputs.itemFeatures(), ItemFeatures.class, "scoring-accept-item-features");
    var versions = Accepted.of(inputs.models(), ModelVersion.class, "scoring-accept-models");
    var encoded = encode(texts, versions, scoring.text());
    var rows =
        inputs
            .parameters()
            .process(new ModelUpdates(), ModelUpdates.TYPE)
            .uid("scoring-part-parameters")
            .name("scoring-part-parameters");
    var lists =
        batches.score(
            triggers(features, requests),
            rows.union(itemUpdates(items)),
            new ListScorer(scoring),
            new AvroTypeInfo<>(Recommendation.class),
            "scoring-make-lists");
    var predictions =
        batches.score(
            encoded.keyBy(text -> text.text.getTextId(), Types.STRING),
            rows.getSideOutput(ModelUpdates.TEXT_MODELS),
            new TextScorer(models, scoring.text()),
            new AvroTypeInfo<>(TextPrediction.class),
            "scoring-classify-texts");
    var inferences =
        ConfiguredInferences.define(inputs.inferenceRequests(), versions, scoring.models());
    return new ScoringOutputs(
        lists,
        predictions,
        inferences.answers(),
        inferences.withAlerts(encoded.getSideOutput(BatchInferences.ALERTS)),
        rejected(
                List.of(
                    features, requests, texts, items, versions, encoded, rows, lists, predictions))
            .union(inferences.rejected()));
  }

  /**
   * The step that gives texts their vectors; without an encoder it hands them on.
   *
   * @param versions of all roles; those of the encoder replace it
   */
  public static SingleOutputStreamOperator<EncodedText> encode(
      DataStream<Text> texts, DataStream<ModelVersion> versions, TextServingConfig config) {
    if (config.encoder().absent()) {
      return texts
          .map(EncodedText::plain, EncodeTexts.TYPE)
          .uid("scoring-pass-texts")
          .name("scoring-pass-texts");
    }
    return new BatchInferences<>(
            new EncodeTexts(),
            new EncodedTextLoader(new TextEncoderLoader(config.encoder()), config.tasks()),
            config.batching(),
            EncodeTexts.TYPE)
        .infer(texts, versions, "scoring-encode-texts");
  }

  private static DataStream<Rejected> rejected(List<SingleOutputStreamOperator<?>> operators) {
    return operators.stream()
        .<DataStream<Rejected>>map(operator -> operator.getSideOutput(Accepted.REJECTED))
        .reduce(DataStream::union)
        .orElseThrow();
  }

  private static KeyedStream<ListTrigger, String> triggers(
      DataStream<UserFeatures> features, DataStream<RecommendationRequest> requests) {
    SingleOutputStreamOperator<ListTrigger> afterInteraction =
        features
            .map(ListTrigger::of, ListTrigger.TYPE)
            .uid("scoring-trigger-after-interaction")
            .name("scoring-trigger-after-interaction");
    SingleOutputStreamOperator<ListTrigger> onRequest =
        requests
            .map(ListTrigger::of, ListTrigger.TYPE)
            .uid("scoring-trigger-on-request")
            .name("scoring-trigger-on-request");
    return afterInteraction.union(onRequest).keyBy(ListTrigger::user, Types.STRING);
  }

  private static DataStream<ModelUpdate> itemUpdates(DataStream<ItemFeatures> items) {
    return items
        .map(ModelUpdate::of, ModelUpdates.TYPE)
        .uid("scoring-update-items")
        .name("scoring-update-items");
  }
}
