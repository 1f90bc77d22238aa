package io.freshet.scoring.flink;

import io.freshet.schemas.flink.Received;
import io.freshet.schemas.record.InferenceRequest;
import io.freshet.schemas.record.ItemFeatures;
import io.freshet.schemas.record.ModelVersion;
import io.freshet.schemas.record.ParameterRow;
import io.freshet.schemas.record.RecommendationRequest;
import io.freshet.schemas.record.Text;
import io.freshet.schemas.record.UserFeatures;
import org.apache.flink.streaming.api.datastream.DataStream;

/** The streams that the scoring job reads, as they were received. */
public record ScoringInputs(
    DataStream<Received<UserFeatures>> userFeatures,
    DataStream<Received<RecommendationRequest>> requests,
    DataStream<Received<Text>> texts,
    DataStream<Received<ParameterRow>> parameters,
    DataStream<Received<ItemFeatures>> itemFeatures,
    DataStream<Received<ModelVersion>> models,
    DataStream<Received<InferenceRequest>> inferenceRequests) {}
