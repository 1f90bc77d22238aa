package io.freshet.scoring.inference;

import java.util.List;
import java.util.stream.IntStream;

/** Writes the outcomes of the model's inputs to the places of their records in a batch. */
final class BatchAnswers<R, A> implements Bisection.Outcomes<A> {
  private final Batch<R, A> batch;
  private final boolean ordered;
  private final InferenceListener<R, A> listener;
  private final int[] places;
  private final boolean[] reported;
  private int inputs;

  /**
   * @param ordered whether outcomes are reported only when the batch has all of them
   */
  BatchAnswers(Batch<R, A> batch, boolean ordered, InferenceListener<R, A> listener) {
    this.batch = batch;
    this.ordered = ordered;
    this.listener = listener;
    this.places = new int[batch.size()];
    this.reported = new boolean[batch.size()];
  }

  /** The next input is about the record of a place. */
  void asked(int place) {
    places[inputs++] = place;
  }

  @Override
  public void answered(int from, List<A> answers, ModelSource model) {
    for (int i = 0; i < answers.size(); i++) {
      batch.set(places[from + i], new Outcome.Answered<>(answers.get(i), model));
    }
    if (!ordered && answers.size() < batch.size()) {
      report(from, from + answers.size());
    }
  }

  @Override
  public void failed(int place, Exception cause) {
    batch.set(places[place], new Outcome.Failed<>(cause));
  }

  private void report(int from, int to) {
    int[] part = IntStream.range(from, to).map(i -> places[i]).toArray();
    IntStream.of(part).forEach(place -> reported[place] = true);
    listener.answered(batch, part, false);
  }

  /** Places whose outcomes are not reported yet. */
  int[] unreported() {
    return IntStream.range(0, batch.size()).filter(place -> !reported[place]).toArray();
  }
}
