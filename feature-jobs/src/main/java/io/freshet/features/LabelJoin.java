package io.freshet.features;

import io.freshet.schemas.record.Label;
import io.freshet.schemas.record.TextPrediction;

/**
 * Joins text predictions with the labels of their texts, task by task. Whichever comes first waits
 * for the other, for one label window of event time. The first label of a task makes one example,
 * with the features that the prediction logged, and one outcome; further labels of the task are
 * late, and so is a label whose prediction never came.
 *
 * <p>Pure: all it knows is in the state, time is an argument, and what it decides is returned.
 */
public final class LabelJoin {
  private final FeatureConfig config;

  public LabelJoin(FeatureConfig config) {
    this.config = config;
  }

  /**
   * A prediction; a second one of the same text is a repetition and changes nothing.
   *
   * @param watermark event time so far
   */
  public void predicted(
      TextState state, TextPrediction prediction, long watermark, Decisions decisions) {
    if (state.predicted) {
      return;
    }
    state.predicted = true;
    state.prediction = prediction;
    state.keepFrom(Math.max(prediction.getEventTime(), watermark), config);
    state.waiting.forEach(label -> join(prediction, label, decisions));
    state.waiting.clear();
    letGo(state, prediction);
  }

  /**
   * A label.
   *
   * @param watermark event time so far
   */
  public void labelled(TextState state, Label label, long watermark, Decisions decisions) {
    if (state.labelled.contains(label.getTask())) {
      decisions.late().add(LateOutcome.repeated(label));
      return;
    }
    state.labelled.add(label.getTask());
    TextPrediction prediction = state.prediction;
    if (prediction == null) {
      state.waiting.add(label);
      state.keepFrom(Math.max(label.getEventTime(), watermark), config);
    } else {
      join(prediction, label, decisions);
      letGo(state, prediction);
    }
  }

  /** The label window is over: labels that still wait found no prediction. */
  public void expire(TextState state, Decisions decisions) {
    for (Label label : state.waiting) {
      decisions.outcomes().add(Outcomes.withoutPrediction(label));
      decisions.late().add(LateOutcome.unmatched(label));
    }
    state.waiting.clear();
  }

  private static void join(TextPrediction prediction, Label label, Decisions decisions) {
    decisions.outcomes().add(Outcomes.labelled(prediction, label));
    decisions.examples().add(Examples.text(prediction, label));
  }

  /** The features are large: they go as soon as every head has its label. */
  private static void letGo(TextState state, TextPrediction prediction) {
    if (!prediction.getHeads().isEmpty()
        && prediction.getHeads().stream()
            .allMatch(head -> state.labelled.contains(head.getTask()))) {
      state.prediction = null;
    }
  }
}
