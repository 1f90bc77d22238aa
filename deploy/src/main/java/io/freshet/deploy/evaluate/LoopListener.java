package io.freshet.deploy.evaluate;

import io.freshet.schemas.record.Example;
import io.freshet.schemas.record.Recommendation;
import io.freshet.schemas.record.TextPrediction;

/** Hears what a loop without servers makes, before the models learn from it. */
public interface LoopListener {
  /** Hears nothing. */
  LoopListener NONE = new LoopListener() {};

  default void served(Recommendation list) {}

  default void predicted(TextPrediction prediction) {}

  default void learned(Example example) {}
}
