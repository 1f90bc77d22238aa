package io.freshet.scoring.inference;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Tells a broken model from bad records: when {@code limit} records in a row have failed, the model
 * is asked again about the last input that it answered. If it still answers that, the records are
 * to blame and the count begins again; if not, or if it never answered any, the model is broken.
 */
final class FailureStreak<I, A> {
  private final int limit;
  private final Predicate<A> finite;
  private int failures;
  private Optional<I> lastAnswered = Optional.empty();

  FailureStreak(int limit, Predicate<A> finite) {
    this.limit = limit;
    this.finite = finite;
  }

  void answered(I input) {
    failures = 0;
    lastAnswered = Optional.of(input);
  }

  Optional<I> lastAnswered() {
    return lastAnswered;
  }

  /**
   * @throws ModelException when the model is broken
   */
  void failed(InferenceModel<I, A> model, Exception cause) throws ModelException {
    failures++;
    if (failures < limit) {
      return;
    }
    if (lastAnswered.isEmpty() || !answers(model, lastAnswered.get())) {
      throw new ModelException(
          "%s on %s failed on %d records in a row, at last with: %s"
              .formatted(model.source(), model.device(), failures, cause),
          cause);
    }
    failures = 0;
  }

  private boolean answers(InferenceModel<I, A> model, I input) {
    try {
      List<A> answers = model.infer(List.of(input));
      return answers.size() == 1 && finite.test(answers.get(0));
    } catch (Exception e) {
      return false;
    }
  }
}
