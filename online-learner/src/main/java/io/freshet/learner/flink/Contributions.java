package io.freshet.learner.flink;

import io.freshet.learner.Contribution;
import io.freshet.schemas.flink.Received;
import io.freshet.schemas.record.ParameterRow;
import io.freshet.schemas.record.RowDelta;
import org.apache.flink.api.common.functions.FlatMapFunction;
import org.apache.flink.util.Collector;

/** Picks out of the changelog what the merge did not publish itself. */
final class Contributions implements FlatMapFunction<Received<ParameterRow>, RowDelta> {
  private static final long serialVersionUID = 1L;

  @Override
  public void flatMap(Received<ParameterRow> received, Collector<RowDelta> out) {
    if (received.value != null) {
      Contribution.delta(received.value, received.offset).ifPresent(out::collect);
    }
  }
}
