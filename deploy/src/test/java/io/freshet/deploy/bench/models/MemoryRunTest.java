package io.freshet.deploy.bench.models;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MemoryRunTest {
  private static final long WEIGHTS = 80L << 20;

  /** The fp32 encoder has weights of 90 MB. */
  @Test
  void callersWithWeightsOfTheirOwnTakeAsMuchMore() throws Exception {
    long shared = new MemoryRun("minilm-fp32", false, 1).residentBytes(2);
    long own = new MemoryRun("minilm-fp32", true, 1).residentBytes(2);
    assertThat(own - shared).isGreaterThan(WEIGHTS);
  }
}
