package io.freshet.features.flink;

import io.freshet.features.FeatureConfig;
import io.freshet.features.TaskMetrics;
import io.freshet.schemas.record.Outcome;
import io.freshet.schemas.record.Progress;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.NullUnmarked;

/**
 * Keyed by task: the figures of its models, once per interval of processing time while outcomes
 * come.
 */
@NullUnmarked
final class MeasureOutcomes extends KeyedProcessFunction<String, Outcome, Progress> {
  private static final long serialVersionUID = 1L;

  private final FeatureConfig config;
  private transient ValueState<TaskMetrics> tasks;

  MeasureOutcomes(FeatureConfig config) {
    this.config = config;
  }

  @Override
  public void open(OpenContext context) {
    tasks =
        getRuntimeContext()
            .getState(new ValueStateDescriptor<>("task", new TaskMetricsSerializer()));
  }

  @Override
  public void processElement(Outcome outcome, Context context, Collector<Progress> out)
      throws Exception {
    TaskMetrics metrics = tasks.value();
    if (metrics == null) {
      metrics = new TaskMetrics();
    }
    metrics.add(outcome, config.progressPane());
    if (metrics.timer() == Long.MAX_VALUE) {
      metrics.setTimer(
          context.timerService().currentProcessingTime() + config.progressInterval().toMillis());
      context.timerService().registerProcessingTimeTimer(metrics.timer());
    }
    tasks.update(metrics);
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<Progress> out)
      throws Exception {
    TaskMetrics metrics = tasks.value();
    metrics.setTimer(Long.MAX_VALUE);
    metrics.report(context.getCurrentKey(), timestamp).forEach(out::collect);
    tasks.update(metrics);
  }
}
