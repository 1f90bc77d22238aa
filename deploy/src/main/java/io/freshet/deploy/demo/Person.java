package io.freshet.deploy.demo;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.random.RandomGenerator;

/** A user of the simulated world; owned by the {@link World}, single-threaded. */
final class Person {
  private static final double MINUTE = 60_000;

  private final String id;
  private final int memory;
  private final Deque<String> remembered = new ArrayDeque<>();
  private final Map<String, Integer> times = new HashMap<>();
  private double[] taste;
  private long tasteTime;
  private int sessions;
  private String lastEvent = "";

  /**
   * @param memory interactions that are remembered
   */
  Person(String id, double[] taste, int memory, long now) {
    this.id = id;
    this.taste = taste;
    this.memory = memory;
    this.tasteTime = now;
  }

  String id() {
    return id;
  }

  /** Unit vector; not to be changed. */
  double[] taste() {
    return taste;
  }

  /** Id of the session that the person is in, or was in last. */
  String session() {
    return id + '-' + sessions;
  }

  /** Event id of the last organic interaction; empty before the first. */
  String lastEvent() {
    return lastEvent;
  }

  /** Opens a session, with a taste that drifted since the last one. */
  void arrive(long now, double drift, RandomGenerator random) {
    sessions++;
    double step = drift * Math.sqrt(Math.max(0, now - tasteTime) / MINUTE);
    taste = Latent.towards(taste, step, Latent.direction(taste.length, random));
    tasteTime = now;
  }

  void interacted(String item, String eventId) {
    lastEvent = eventId;
    remembered.addLast(item);
    times.merge(item, 1, Integer::sum);
    if (remembered.size() > memory) {
      times.computeIfPresent(remembered.removeFirst(), (i, n) -> n == 1 ? null : n - 1);
    }
  }

  boolean remembers(String item) {
    return times.containsKey(item);
  }

  /** The remembered items, oldest first. */
  Deque<String> remembered() {
    return remembered;
  }
}
