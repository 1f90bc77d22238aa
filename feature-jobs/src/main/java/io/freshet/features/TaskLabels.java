package io.freshet.features;

import io.freshet.schemas.record.Label;
import java.util.ArrayList;
import java.util.List;

/**
 * What a text was labelled with for one task.
 *
 * @param label the latest class that it was said to be of; empty when there is none
 * @param events ids of the labels that taught something; none where an older version of the state
 *     did not remember them, and then nothing more is learned
 */
record TaskLabels(String task, String label, List<String> events) {
  /** Labels of one text and task that teach, so that no sender can make the state grow. */
  static final int MAX_EVENTS = 16;

  TaskLabels {
    events = List.copyOf(events);
  }

  static TaskLabels none(String task) {
    return new TaskLabels(task, "", List.of());
  }

  /** Whether the text was said to be of a class. */
  boolean hasClass() {
    return !label.isEmpty();
  }

  /** Whether a label says something that was not said before. */
  boolean isNews(Label next) {
    boolean forgotten = hasClass() && events.isEmpty();
    boolean same = !next.getNegated() && next.getLabel().equals(label);
    return !forgotten && !same && events.size() < MAX_EVENTS && !events.contains(next.getEventId());
  }

  TaskLabels with(Label next) {
    List<String> grown = new ArrayList<>(events);
    grown.add(next.getEventId());
    return new TaskLabels(task, next.getNegated() ? label : next.getLabel(), grown);
  }
}
