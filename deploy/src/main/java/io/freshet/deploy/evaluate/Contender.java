package io.freshet.deploy.evaluate;

import io.freshet.deploy.evaluate.ListMaker.Query;
import io.freshet.schemas.metrics.ItemFrequencies;
import java.util.List;
import java.util.Set;

/** One maker of lists with its figures and its time. Mutable; not thread-safe. */
final class Contender {
  private final String name;
  private final ListMaker maker;
  private final Set<String> learners;
  private final Track<ListScore> track;
  private final Stopwatch lists = new Stopwatch(System::nanoTime);

  /**
   * @param learners names of the models that its lists are made from
   */
  Contender(String name, ListMaker maker, Set<String> learners, Track<ListScore> track) {
    this.name = name;
    this.maker = maker;
    this.learners = learners;
    this.track = track;
  }

  /**
   * Makes a list and compares it with the item that came.
   *
   * @param servedHit whether the item was in the list that was served
   */
  void test(Query query, String item, ItemFrequencies seen, boolean servedHit) {
    List<String> list = lists.time(() -> maker.list(query));
    boolean hit = track.recent().add(list, item, seen);
    track.recent().versus().add(hit ? 1 : 0, servedHit ? 1 : 0);
    track.counted(query.time());
  }

  long tested() {
    return track.tested();
  }

  /** The models that its lists are made from. */
  Set<String> learners() {
    return learners;
  }

  /** Its figures; the time to predict is that of making a list. */
  Scorecard card(double learnMicros) {
    return track.card(name).with(new Cost(lists.microsPerRound(), learnMicros));
  }
}
