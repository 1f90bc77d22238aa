package io.freshet.deploy.bench.flink;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.scoring.inference.BatchConfig;
import io.freshet.scoring.text.TextServingConfig;
import java.time.Duration;
import java.util.List;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class EncoderJobTest {
  private static final TextServingConfig DEFAULTS = TextServingConfig.defaults();
  private static final BatchConfig BATCHES =
      new BatchConfig(8, Duration.ofMillis(10), Duration.ZERO, 2, true, 100);

  @Test
  @Timeout(120)
  void answersEachTextThatIsOfferedOnce() throws Exception {
    TextServingConfig config =
        new TextServingConfig(
            DEFAULTS.encoder(),
            DEFAULTS.tasks(),
            DEFAULTS.abstainBelow(),
            DEFAULTS.explain(),
            BATCHES);
    try (EncoderJob job = EncoderJob.start(config, List.of("A text.", "Another one."))) {
      assertThat(job.flood(40)).isPositive();

      Histogram latencies = job.offer(30, 100, 1);
      assertThat(latencies.getTotalCount()).isEqualTo(30);
      assertThat(latencies.getMinValue()).isPositive();
    }
  }
}
