package io.freshet.learner;

import io.freshet.schemas.record.LearnerPosition;
import io.freshet.schemas.record.ParameterRow;

/**
 * One life of a learner subtask, from a start or restore to the next. Flushes are numbered on
 * across lives.
 *
 * @param learner subtask
 * @param epoch grows from life to life
 * @param restored number of the last flush of the lives before that counts; 0 when nothing was
 *     restored
 */
public record Incarnation(int learner, long epoch, long restored) {

  /**
   * Whether a row holds flushes of a life that was aborted after the restored checkpoint: they are
   * learned again, so the row is ahead of what counts.
   */
  public boolean isAborted(ParameterRow row) {
    for (LearnerPosition position : row.getLearners()) {
      if (position.getLearner() == learner
          && position.getEpoch() < epoch
          && position.getSequence() > restored) {
        return true;
      }
    }
    return false;
  }

  /**
   * Whether a row holds nothing but what this learner added itself and has in its view. The
   * restored view is that of learner 0.
   */
  public boolean isEcho(ParameterRow row) {
    for (LearnerPosition position : row.getLearners()) {
      boolean inView =
          position.getEpoch() == epoch || (learner == 0 && position.getSequence() <= restored);
      if (position.getLearner() != learner || !inView) {
        return false;
      }
    }
    return !row.getLearners().isEmpty();
  }

  /** The last flush of this life that is in a row; 0 for none. */
  public long mergedSequence(ParameterRow row) {
    for (LearnerPosition position : row.getLearners()) {
      if (position.getLearner() == learner && position.getEpoch() == epoch) {
        return position.getSequence();
      }
    }
    return 0;
  }
}
