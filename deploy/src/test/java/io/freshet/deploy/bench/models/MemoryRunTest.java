package io.freshet.deploy.bench.models;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.scoring.inference.ResidentMemory;
import org.junit.jupiter.api.Test;

class MemoryRunTest {
  private static final long WEIGHTS = 80L << 20;

  /** The fp32 encoder has weights of 90 MB. */
  @Test
  void callersWithWeightsOfTheirOwnTakeAsMuchMore() throws Exception {
    new MemoryRun("minilm-fp32", false, 1).residentBytes(1);
    long before = ResidentMemory.bytes();
    long shared = new MemoryRun("minilm-fp32", false, 1).residentBytes(2) - before;
    long own = new MemoryRun("minilm-fp32", true, 1).residentBytes(3) - before;
    assertThat(own - shared).isGreaterThan(WEIGHTS);
  }
}
