package io.freshet.deploy.flink;

import io.freshet.schemas.config.ConfigFile;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiterStrategy;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.legacy.SinkFunction;

/** A job that counts in operator state and tells the test what it restored and counted. */
final class CountingJob {
  /** Count that was restored by the newest start; -1 after a start without a checkpoint. */
  static final AtomicLong RESTORED = new AtomicLong();

  static final AtomicLong COUNT = new AtomicLong();
  static final AtomicLong CHECKPOINTS = new AtomicLong();
  static final JobDefinition DEFINITION = new JobDefinition("counting-job", CountingJob::define);

  private CountingJob() {}

  private static void define(StreamExecutionEnvironment environment, ConfigFile config) {
    DataGeneratorSource<Long> source =
        new DataGeneratorSource<>(
            index -> index, Long.MAX_VALUE, RateLimiterStrategy.perSecond(1000), Types.LONG);
    environment
        .fromSource(source, WatermarkStrategy.noWatermarks(), "source")
        .uid("source")
        .addSink(new Counter())
        .uid("counter");
  }

  private static final class Counter implements SinkFunction<Long>, CheckpointedFunction {
    private static final long serialVersionUID = 1L;

    private transient ListState<Long> state;
    private long count;

    @Override
    public void invoke(Long value, Context context) {
      count++;
      COUNT.set(count);
    }

    @Override
    public void snapshotState(FunctionSnapshotContext context) throws Exception {
      state.update(List.of(count));
      CHECKPOINTS.incrementAndGet();
    }

    @Override
    public void initializeState(FunctionInitializationContext context) throws Exception {
      state =
          context
              .getOperatorStateStore()
              .getListState(new ListStateDescriptor<>("count", Types.LONG));
      RESTORED.set(-1);
      for (long restored : state.get()) {
        count = restored;
        RESTORED.set(restored);
      }
    }
  }
}
