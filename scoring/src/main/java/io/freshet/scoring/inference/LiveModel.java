package io.freshet.scoring.inference;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The model that answers, and the version that is to replace it. A new version is on trial for the
 * first batch that tells anything, or for an input answered before when no batch is there: inputs
 * that it fails on are put to the old one, and if that answers any of them the new version is
 * refused and the batch answered by the old one. Otherwise the new one stays and the old one is
 * closed. Belongs to one thread.
 */
final class LiveModel<I, A> implements AutoCloseable {
  private final Predicate<A> finite;
  private final FailureStreak<I, A> streak;
  private final SwapListener listener;
  private InferenceModel<I, A> current;
  private Optional<InferenceModel<I, A>> candidate = Optional.empty();

  LiveModel(
      InferenceModel<I, A> first, Predicate<A> finite, int failureLimit, SwapListener listener) {
    this.current = first;
    this.finite = finite;
    this.streak = new FailureStreak<>(failureLimit, finite);
    this.listener = listener;
  }

  /** Of the version that answers. */
  ModelSource source() {
    return current.source();
  }

  /** Puts a version on trial, in place of one that still is. */
  void offer(InferenceModel<I, A> version) {
    candidate.ifPresent(InferenceModel::close);
    candidate = Optional.of(version);
  }

  /**
   * @throws ModelException when the model is broken
   */
  void answer(List<I> inputs, Bisection.Outcomes<A> outcomes) throws ModelException {
    Bisection.Outcomes<A> counted = counted(inputs, outcomes);
    if (candidate.isPresent() && !inputs.isEmpty()) {
      answerOnTrial(inputs, candidate.get(), counted);
    } else {
      by(current).answer(inputs, counted);
    }
  }

  /** Tries a version out while no batch is there, on the last input that was answered. */
  void tryOut() throws ModelException {
    if (candidate.isPresent() && streak.lastAnswered().isPresent()) {
      answerOnTrial(List.of(streak.lastAnswered().get()), candidate.get(), new Collected<>());
    }
  }

  private void answerOnTrial(
      List<I> inputs, InferenceModel<I, A> version, Bisection.Outcomes<A> outcomes)
      throws ModelException {
    Collected<A> tried = new Collected<>();
    by(version).answer(inputs, tried);
    Collected<A> control = new Collected<>();
    by(current).answer(tried.failures().stream().map(inputs::get).toList(), control);
    if (control.answers() > 0) {
      int known = tried.failures().get(control.firstAnswered().orElseThrow());
      refuse(version, tried.failure(known));
      by(current).answer(inputs, outcomes);
      return;
    }
    if (tried.answers() > 0) {
      accept(version);
    }
    tried.giveTo(outcomes);
  }

  private void refuse(InferenceModel<I, A> version, Exception why) {
    candidate = Optional.empty();
    version.close();
    listener.refused(
        version.source(), "first answers: " + why + "; " + current.source() + " answers the same");
  }

  private void accept(InferenceModel<I, A> version) {
    InferenceModel<I, A> old = current;
    current = version;
    candidate = Optional.empty();
    old.close();
    listener.switched(version.source(), version.device());
  }

  private Bisection.Outcomes<A> counted(List<I> inputs, Bisection.Outcomes<A> outcomes) {
    return new Bisection.Outcomes<>() {
      @Override
      public void answered(int from, List<A> answers, ModelSource model) {
        streak.answered(inputs.get(from));
        outcomes.answered(from, answers, model);
      }

      @Override
      public void failed(int place, Exception cause) throws ModelException {
        streak.failed(current, cause);
        outcomes.failed(place, cause);
      }
    };
  }

  private Bisection<I, A> by(InferenceModel<I, A> model) {
    return new Bisection<>(model, finite);
  }

  @Override
  public void close() {
    candidate.ifPresent(InferenceModel::close);
    candidate = Optional.empty();
    current.close();
  }
}
