package io.freshet.scoring.flink;

import io.freshet.schemas.model.ModelsConfig;
import io.freshet.scoring.ModelUpdate;
import io.freshet.scoring.ScoringConfig;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.KeyedStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.operators.SimpleOperatorFactory;
import org.apache.flink.streaming.api.transformations.TwoInputTransformation;

/** Puts a {@link MicroBatchOperator} on a keyed stream and a broadcast one. */
public record MicroBatches(ScoringConfig scoring, ModelsConfig models) {
  /**
   * @param uid of the operator
   */
  public <I, W, O> SingleOutputStreamOperator<O> score(
      KeyedStream<I, String> records,
      DataStream<ModelUpdate> updates,
      BatchScorer<I, W, O> scorer,
      TypeInformation<O> type,
      String uid) {
    StreamExecutionEnvironment environment = records.getExecutionEnvironment();
    TwoInputTransformation<I, ModelUpdate, O> transformation =
        new TwoInputTransformation<>(
            records.getTransformation(),
            updates.broadcast().getTransformation(),
            uid,
            SimpleOperatorFactory.of(new MicroBatchOperator<>(scorer, scoring, models)),
            type,
            environment.getParallelism());
    transformation.setStateKeySelectors(records.getKeySelector(), null);
    transformation.setStateKeyType(records.getKeyType());
    environment.addOperator(transformation);
    return new Scored<>(environment, transformation).uid(uid);
  }

  /** Its constructor is for subclasses only. */
  private static final class Scored<O> extends SingleOutputStreamOperator<O> {
    Scored(StreamExecutionEnvironment environment, TwoInputTransformation<?, ?, O> transformation) {
      super(environment, transformation);
    }
  }
}
