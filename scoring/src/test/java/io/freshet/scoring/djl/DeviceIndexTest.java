package io.freshet.scoring.djl;

import io.freshet.scoring.inference.DeviceChoice;
import io.freshet.scoring.inference.ModelException;
import io.freshet.scoring.nearest.ExactIndexContract;
import io.freshet.scoring.nearest.VectorIndex;
import org.junit.jupiter.api.Nested;

class DeviceIndexTest {
  @Nested
  class OnTheCpu extends ExactIndexContract {
    @Override
    protected VectorIndex index(int dimension) {
      return create(dimension, 1);
    }
  }

  @Nested
  class OnTwoThreads extends ExactIndexContract {
    @Override
    protected VectorIndex index(int dimension) {
      return create(dimension, 2);
    }
  }

  @Nested
  class AsOnGpu extends ExactIndexContract {
    @Override
    protected VectorIndex index(int dimension) {
      return DeviceIndex.asOnGpu(dimension, 512);
    }
  }

  private static VectorIndex create(int dimension, int threads) {
    try {
      return DeviceIndex.create(dimension, DeviceChoice.CPU, threads);
    } catch (ModelException e) {
      throw new AssertionError(e);
    }
  }
}
