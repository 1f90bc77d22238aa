package io.freshet.scoring.inference.flink;

import io.freshet.scoring.inference.CountedModel;
import io.freshet.scoring.inference.InferenceModel;
import io.freshet.scoring.inference.ModelException;
import io.freshet.scoring.inference.ModelLoader;
import io.freshet.scoring.inference.ModelSource;

/** Loads every version, or only the configured one. */
record Vanishing(boolean gone) implements ModelLoader<Double, Double> {
  @Override
  public ModelSource configured() {
    return CountedModel.version("1");
  }

  @Override
  public InferenceModel<Double, Double> load(ModelSource source) throws ModelException {
    if (gone && !source.equals(configured())) {
      throw new ModelException(source + " is gone");
    }
    return new CountedModel(source, x -> false);
  }
}
