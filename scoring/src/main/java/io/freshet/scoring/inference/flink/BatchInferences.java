package io.freshet.scoring.inference.flink;

import io.freshet.schemas.flink.Accepted;
import io.freshet.schemas.record.Alert;
import io.freshet.schemas.record.ModelVersion;
import io.freshet.scoring.inference.BatchConfig;
import io.freshet.scoring.inference.InferenceAdapter;
import io.freshet.scoring.inference.ModelLoader;
import java.io.Serializable;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.formats.avro.typeutils.AvroTypeInfo;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.operators.StreamOperatorFactory;
import org.apache.flink.streaming.api.transformations.TwoInputTransformation;
import org.apache.flink.util.OutputTag;

/**
 * Puts a model on a stream, keyed or not. Its answers are the main output; records without answer
 * go to {@link Accepted#REJECTED}, what happened to versions of the model to {@link #ALERTS}.
 *
 * @param adapter between records and model
 * @param loader of the configured version, and of those that replace it
 * @param config of batches
 * @param type of the output records
 */
public record BatchInferences<R, I, A, O>(
    InferenceAdapter<R, I, A, O> adapter,
    ModelLoader<I, A> loader,
    BatchConfig config,
    TypeInformation<O> type)
    implements Serializable {
  public static final OutputTag<Alert> ALERTS =
      new OutputTag<>("alerts", new AvroTypeInfo<>(Alert.class));

  /**
   * @param records what is to be answered; the order within a partition, and so within a key, is
   *     kept when the configuration asks for it
   * @param versions the control stream, of all roles; those of the loader's role replace the model
   * @param uid of the operator
   */
  public SingleOutputStreamOperator<O> infer(
      DataStream<R> records, DataStream<ModelVersion> versions, String uid) {
    return infer(records, versions, uid, new BatchInferenceOperatorFactory<>(this));
  }

  SingleOutputStreamOperator<O> infer(
      DataStream<R> records,
      DataStream<ModelVersion> versions,
      String uid,
      StreamOperatorFactory<O> factory) {
    StreamExecutionEnvironment environment = records.getExecutionEnvironment();
    TwoInputTransformation<R, ModelVersion, O> transformation =
        new TwoInputTransformation<>(
            records.getTransformation(),
            versions.broadcast().getTransformation(),
            uid,
            factory,
            type,
            environment.getParallelism());
    environment.addOperator(transformation);
    return new Answers<>(environment, transformation).uid(uid);
  }

  /** Its constructor is for subclasses only. */
  private static final class Answers<O> extends SingleOutputStreamOperator<O> {
    Answers(
        StreamExecutionEnvironment environment, TwoInputTransformation<?, ?, O> transformation) {
      super(environment, transformation);
    }
  }
}
