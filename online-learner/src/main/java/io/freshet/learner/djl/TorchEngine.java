package io.freshet.learner.djl;

import ai.djl.engine.Engine;

/**
 * DJL's PyTorch engine, set up the only way that this process uses it: without calls to the
 * network, and with one thread per caller. Thread pools of several callers on few cores wait for
 * each other and make a step many times slower.
 */
final class TorchEngine {
  private static final String NAME = "PyTorch";

  static {
    System.setProperty("ai.djl.offline", "true");
    System.setProperty("ai.djl.pytorch.num_threads", "1");
    System.setProperty("ai.djl.pytorch.num_interop_threads", "1");
  }

  /** Only one gradient collector may collect at a time in a process. */
  static final Object GRADIENTS = new Object();

  private TorchEngine() {}

  static Engine get() {
    return Engine.getEngine(NAME);
  }
}
