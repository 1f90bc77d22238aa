package io.freshet.scoring.inference.flink;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.scoring.inference.Batch;
import io.freshet.scoring.inference.CountedModel;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.Metric;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.junit.jupiter.api.Test;

class InferenceMetricsTest {
  private final Map<String, Metric> registered = new HashMap<>();

  @Test
  void whatAnOperatorDoesCanBeSeen() {
    InferenceMetrics metrics;
    try (CountedModel model = new CountedModel(CountedModel.version("1"), x -> false)) {
      metrics = new InferenceMetrics(group(), () -> 2, model);
    }
    assertThat(gauge("model")).isEqualTo("twice/1");

    Batch<Long, Double> batch = new Batch<>(0);
    batch.add(1L);
    batch.add(2L);
    metrics.answered(batch);
    metrics.switched(CountedModel.version("2"), "gpu:0");

    assertThat(((Histogram) registered.get("batchSize")).getStatistics().getMax()).isEqualTo(2);
    assertThat(registered).containsKeys("batchWaitMicros", "inferenceMicros");
    assertThat(gauge("batchesInFlight")).isEqualTo(2);
    assertThat((long) gauge("residentBytes")).isGreaterThan(1 << 20);
    assertThat(gauge("model")).isEqualTo("twice/2");
    assertThat(gauge("device")).isEqualTo("gpu:0");
  }

  private Object gauge(String name) {
    return ((Gauge<?>) registered.get(name)).getValue();
  }

  private UnregisteredMetricsGroup group() {
    return new UnregisteredMetricsGroup() {
      @Override
      public <T, G extends Gauge<T>> G gauge(String name, G gauge) {
        registered.put(name, gauge);
        return gauge;
      }

      @Override
      public <H extends Histogram> H histogram(String name, H histogram) {
        registered.put(name, histogram);
        return histogram;
      }
    };
  }
}
