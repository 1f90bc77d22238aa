package io.freshet.scoring.inference.flink;

import io.freshet.scoring.inference.Batch;
import io.freshet.scoring.inference.InferenceModel;
import io.freshet.scoring.inference.ModelSource;
import io.freshet.scoring.inference.ResidentMemory;
import java.util.function.Supplier;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.runtime.metrics.DescriptiveStatisticsHistogram;

/** Metrics of the operator; histograms are over the last batches. */
final class InferenceMetrics {
  private static final int WINDOW = 1000;

  private final Histogram size;
  private final Histogram wait;
  private final Histogram inference;
  private volatile String model;
  private volatile String device;

  InferenceMetrics(MetricGroup group, Supplier<Integer> inFlight, InferenceModel<?, ?> first) {
    size = group.histogram("batchSize", new DescriptiveStatisticsHistogram(WINDOW));
    wait = group.histogram("batchWaitMicros", new DescriptiveStatisticsHistogram(WINDOW));
    inference = group.histogram("inferenceMicros", new DescriptiveStatisticsHistogram(WINDOW));
    switched(first.source(), first.device());
    group.gauge("batchesInFlight", (Gauge<Integer>) inFlight::get);
    group.gauge("residentBytes", (Gauge<Long>) ResidentMemory::bytes);
    group.gauge("model", (Gauge<String>) () -> this.model);
    group.gauge("device", (Gauge<String>) () -> this.device);
  }

  void answered(Batch<?, ?> batch) {
    size.update(batch.size());
    wait.update(batch.waited() / 1000);
    inference.update(batch.inference() / 1000);
  }

  void switched(ModelSource source, String device) {
    this.model = source.model() + "/" + source.version();
    this.device = device;
  }
}
