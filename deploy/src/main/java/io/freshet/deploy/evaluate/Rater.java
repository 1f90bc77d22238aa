package io.freshet.deploy.evaluate;

import io.freshet.schemas.record.Example;

/** Predicts what a user rates an item, and learns from what the user rated. */
interface Rater {
  /** Its value may not be looked at. */
  double predict(Example rated);

  void learn(Example rated, double value);
}
