package io.freshet.deploy.evaluate;

/**
 * What an evaluation is to do.
 *
 * @param predicted events of the kind that is predicted
 * @param warmUp the first of them, which are learned only
 * @param labelDelay texts that are classified between a text and the use of its label
 * @param ablation whether every part of the blend is shown alone, too
 */
record Plan(long predicted, long warmUp, int labelDelay, boolean ablation) {
  /** Tests to come, at most. */
  long tests() {
    return predicted - warmUp;
  }
}
