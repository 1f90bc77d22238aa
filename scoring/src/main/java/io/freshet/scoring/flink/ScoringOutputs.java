package io.freshet.scoring.flink;

import io.freshet.schemas.record.Alert;
import io.freshet.schemas.record.Inference;
import io.freshet.schemas.record.Recommendation;
import io.freshet.schemas.record.Rejected;
import io.freshet.schemas.record.TextPrediction;
import org.apache.flink.streaming.api.datastream.DataStream;

/** The streams that the scoring job writes. */
public record ScoringOutputs(
    DataStream<Recommendation> recommendations,
    DataStream<TextPrediction> textPredictions,
    DataStream<Inference> inferences,
    DataStream<Alert> alerts,
    DataStream<Rejected> rejected) {}
