package io.freshet.deploy.evaluate;

/**
 * Wall time of one model on one thread, µs.
 *
 * @param predict per prediction
 * @param learn per event that is learned
 */
record Cost(double predict, double learn) {
  /** Of predicting and learning one event. */
  double perEvent() {
    return predict + learn;
  }
}
