package io.freshet.features;

import io.freshet.schemas.record.Label;
import io.freshet.schemas.record.TextPrediction;
import java.util.HashSet;
import java.util.Set;

/**
 * Joins text predictions with the labels of their texts, task by task. Whichever comes first waits
 * for the other, for one label window of event time. A label makes an example with the features
 * that the prediction logged: the first class of a task, which also makes the one outcome; another
 * class, which corrects it; and a class that the text is not of. A label that says what is known
 * already is late, and so is one whose prediction never came.
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
    state.prediction = new PendingText(prediction);
    state.keepFrom(Math.max(prediction.getEventTime(), watermark), config);
    state.waiting.forEach(label -> join(state, prediction, label, decisions));
    state.waiting.clear();
  }

  /**
   * A label.
   *
   * @param watermark event time so far
   */
  public void labelled(TextState state, Label label, long watermark, Decisions decisions) {
    PendingText pending = state.prediction;
    if (pending != null) {
      join(state, pending.prediction(), label, decisions);
    } else if (state.labels(label.getTask()).isNews(label) && state.hasRoom()) {
      state.waiting.add(label);
      state.keepFrom(Math.max(label.getEventTime(), watermark), config);
    } else {
      decisions.late().add(LateOutcome.repeated(label));
    }
  }

  /** The label window is over: labels that still wait found no prediction. */
  public void expire(TextState state, Decisions decisions) {
    Set<String> tasks = new HashSet<>();
    for (Label label : state.waiting) {
      if (!label.getNegated() && tasks.add(label.getTask())) {
        decisions.outcomes().add(Outcomes.withoutPrediction(label));
      }
      decisions.late().add(LateOutcome.unmatched(label));
    }
    state.waiting.clear();
  }

  private static void join(
      TextState state, TextPrediction prediction, Label label, Decisions decisions) {
    TaskLabels labels = state.labels(label.getTask());
    if (!labels.isNews(label)) {
      decisions.late().add(LateOutcome.repeated(label));
    } else if (labels.hasClass() || label.getNegated()) {
      decisions.examples().add(Examples.correction(prediction, label));
      state.put(labels.with(label));
    } else {
      decisions.outcomes().add(Outcomes.labelled(prediction, label));
      decisions.examples().add(Examples.text(prediction, label));
      state.put(labels.with(label));
    }
  }
}
