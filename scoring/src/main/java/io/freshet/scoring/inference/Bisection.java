package io.freshet.scoring.inference;

import io.freshet.scoring.ScoringException;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.function.Predicate;

/**
 * Answers a batch; when that fails, its halves, and so on until the inputs to blame stand alone: k
 * bad ones among n cost about 2·k·log₂(n/k) calls more. Breadth first, so that good parts are
 * answered before a bad one is found. An answer that is not finite fails its batch too: a model
 * that scales by the batch lets one bad input spoil all.
 */
final class Bisection<I, A> {
  /** Where outcomes go, by place in the inputs. */
  interface Outcomes<A> {
    void answered(int from, List<A> answers, ModelSource model);

    void failed(int place, Exception cause) throws ModelException;
  }

  private record Range(int from, int to) {
    int size() {
      return to - from;
    }

    int middle() {
      return (from + to) >>> 1;
    }
  }

  private final InferenceModel<I, A> model;
  private final Predicate<A> finite;

  Bisection(InferenceModel<I, A> model, Predicate<A> finite) {
    this.model = model;
    this.finite = finite;
  }

  void answer(List<I> inputs, Outcomes<A> outcomes) throws ModelException {
    Queue<Range> open = new ArrayDeque<>();
    if (!inputs.isEmpty()) {
      open.add(new Range(0, inputs.size()));
    }
    while (!open.isEmpty()) {
      Range range = open.remove();
      List<A> answers;
      try {
        answers = infer(inputs.subList(range.from, range.to));
      } catch (Exception e) {
        divide(range, e, open, outcomes);
        continue;
      }
      outcomes.answered(range.from, answers, model.source());
    }
  }

  private void divide(Range range, Exception cause, Queue<Range> open, Outcomes<A> outcomes)
      throws ModelException {
    if (range.size() == 1) {
      outcomes.failed(range.from, cause);
      return;
    }
    open.add(new Range(range.from, range.middle()));
    open.add(new Range(range.middle(), range.to));
  }

  private List<A> infer(List<I> inputs) throws Exception {
    List<A> answers = model.infer(inputs);
    if (answers.size() != inputs.size()) {
      throw new ModelException(
          model.source() + " gave " + answers.size() + " answers to " + inputs.size() + " inputs");
    }
    if (!answers.stream().allMatch(finite)) {
      throw new ScoringException(
          "not-finite", "the answer of " + model.source() + " is not finite");
    }
    return answers;
  }
}
