package io.freshet.ingestion.replay;

import io.freshet.ingestion.Event;
import io.freshet.ingestion.EventKind;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.Consumer;

/**
 * Holds a label back until a number of further texts have gone by; it then happens at the time of
 * the text that releases it.
 */
public final class LabelDelay {
  private final int delay;
  private final Queue<Held> held = new ArrayDeque<>();
  private long texts;

  /**
   * @param delay texts
   */
  public LabelDelay(int delay) {
    this.delay = delay;
  }

  private record Held(Event label, long due) {}

  /** Passes an event on, or a label later. */
  public void accept(Event event, Consumer<Event> out) {
    if (event.kind() == EventKind.LABEL && delay > 0) {
      held.add(new Held(event, texts + delay));
      return;
    }
    out.accept(event);
    if (event.kind() == EventKind.TEXT) {
      texts++;
      release(event.eventTime(), out);
    }
  }

  private void release(long time, Consumer<Event> out) {
    while (!held.isEmpty() && held.element().due() <= texts) {
      Event label = held.remove().label();
      out.accept(label.happenedAt(Math.max(time, label.eventTime())));
    }
  }

  /** There are no more texts: the labels still held are known now. */
  public void finish(Consumer<Event> out) {
    held.forEach(entry -> out.accept(entry.label()));
    held.clear();
  }
}
