package io.freshet.scoring.inference.flink;

import io.freshet.scoring.inference.CountedModel;
import io.freshet.scoring.inference.InferenceModel;
import io.freshet.scoring.inference.ModelException;
import io.freshet.scoring.inference.ModelLoader;
import io.freshet.scoring.inference.ModelSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;

/**
 * Loads versions of a {@link CountedModel}: "missing" cannot be loaded, "broken" fails on all
 * inputs, "picky" on negative ones; "slow" waits for the gate. For tests that stay in one thread,
 * hence static.
 */
final class GatedLoader implements ModelLoader<Double, Double> {
  private static final long serialVersionUID = 1L;

  static final List<String> LOADED = new CopyOnWriteArrayList<>();
  static final Semaphore GATE = new Semaphore(0);

  private final String configured;

  GatedLoader(String configured) {
    this.configured = configured;
  }

  static void begin() {
    LOADED.clear();
    GATE.drainPermits();
    CountedModel.MISUSED.set(0);
    CountedModel.OPEN.set(0);
  }

  @Override
  public ModelSource configured() {
    return CountedModel.version(configured);
  }

  @Override
  public InferenceModel<Double, Double> load(ModelSource source) throws ModelException {
    if (source.version().equals("missing")) {
      throw new ModelException(source + ": no such file");
    }
    if (source.version().startsWith("slow")) {
      GATE.acquireUninterruptibly();
    }
    LOADED.add(source.version());
    return new CountedModel(source, x -> fails(source.version(), x));
  }

  private static boolean fails(String version, double input) {
    return version.equals("broken") || (version.equals("picky") && input < 0);
  }
}
