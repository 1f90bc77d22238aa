package io.freshet.scoring.inference;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Outcomes of a batch, kept until it is known whether they count. */
final class Collected<A> implements Bisection.Outcomes<A> {
  private final Map<Integer, Outcome<A>> outcomes = new TreeMap<>();
  private final List<Integer> failures = new ArrayList<>();

  @Override
  public void answered(int from, List<A> answers, ModelSource model) {
    for (int i = 0; i < answers.size(); i++) {
      outcomes.put(from + i, new Outcome.Answered<>(answers.get(i), model));
    }
  }

  @Override
  public void failed(int place, Exception cause) {
    outcomes.put(place, new Outcome.Failed<>(cause));
    failures.add(place);
  }

  /** Places without answer. */
  List<Integer> failures() {
    return failures;
  }

  int answers() {
    return outcomes.size() - failures.size();
  }

  /** The first place that was answered. */
  Optional<Integer> firstAnswered() {
    return outcomes.keySet().stream().filter(place -> !failures.contains(place)).findFirst();
  }

  Exception failure(int place) {
    return ((Outcome.Failed<A>) outcomes.get(place)).cause();
  }

  void giveTo(Bisection.Outcomes<A> other) throws ModelException {
    for (Map.Entry<Integer, Outcome<A>> entry : outcomes.entrySet()) {
      if (entry.getValue() instanceof Outcome.Answered<A> answered) {
        other.answered(entry.getKey(), List.of(answered.answer()), answered.model());
      } else {
        other.failed(entry.getKey(), failure(entry.getKey()));
      }
    }
  }
}
