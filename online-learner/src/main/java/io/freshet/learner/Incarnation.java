package io.freshet.learner;

import io.freshet.schemas.record.LearnerPosition;
import io.freshet.schemas.record.ParameterRow;
import java.util.List;

/**
 * One life of a learner subtask, from a start or restore to the next. Flushes are numbered on
 * across lives.
 *
 * @param learner subtask
 * @param epoch grows from life to life
 * @param restoredEpoch epoch of the life whose checkpoint was restored: what it flushed later, and
 *     what lives between it and this one flushed, does not count
 * @param restored number of the last flush of the lives before that counts; 0 for none
 */
public record Incarnation(int learner, long epoch, long restoredEpoch, long restored) {

  /**
   * The next life. Without a checkpoint it has no past: all that it finds on the topic is what it
   * goes on from, and none of it is aborted.
   *
   * @param checkpoint last flush of every learner; empty when nothing was restored
   */
  public static Incarnation after(List<LearnerPosition> checkpoint, int learner, long now) {
    if (checkpoint.isEmpty()) {
      return new Incarnation(learner, now, now, 0);
    }
    long newest = checkpoint.stream().mapToLong(LearnerPosition::getEpoch).max().orElseThrow();
    long epoch = Math.max(now, newest + 1);
    return checkpoint.stream()
        .filter(position -> position.getLearner() == learner)
        .findFirst()
        .map(own -> new Incarnation(learner, epoch, own.getEpoch(), own.getSequence()))
        .orElseGet(() -> new Incarnation(learner, epoch, newest + 1, 0));
  }

  /**
   * Whether a row holds flushes of a life that was aborted after the restored checkpoint: they are
   * learned again, so the row is ahead of what counts.
   */
  public boolean isAborted(ParameterRow row) {
    for (LearnerPosition position : row.getLearners()) {
      if (position.getLearner() == learner
          && position.getEpoch() >= restoredEpoch
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
