package io.freshet.scoring.inference.flink;

import io.freshet.schemas.record.ModelVersion;
import org.apache.flink.streaming.api.operators.AbstractStreamOperatorFactory;
import org.apache.flink.streaming.api.operators.StreamOperator;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;
import org.apache.flink.streaming.api.operators.TwoInputStreamOperatorFactory;

/** Makes a {@link BatchInferenceOperator} in each subtask. */
class BatchInferenceOperatorFactory<R, I, A, O> extends AbstractStreamOperatorFactory<O>
    implements TwoInputStreamOperatorFactory<R, ModelVersion, O> {
  private static final long serialVersionUID = 1L;

  private final BatchInferences<R, I, A, O> inferences;

  BatchInferenceOperatorFactory(BatchInferences<R, I, A, O> inferences) {
    this.inferences = inferences;
  }

  @Override
  @SuppressWarnings("unchecked")
  public <T extends StreamOperator<O>> T createStreamOperator(
      StreamOperatorParameters<O> parameters) {
    return (T) create(parameters);
  }

  BatchInferenceOperator<R, I, A, O> create(StreamOperatorParameters<O> parameters) {
    return new BatchInferenceOperator<>(parameters, inferences);
  }

  @Override
  @SuppressWarnings("rawtypes")
  public Class<? extends StreamOperator> getStreamOperatorClass(ClassLoader classLoader) {
    return BatchInferenceOperator.class;
  }
}
