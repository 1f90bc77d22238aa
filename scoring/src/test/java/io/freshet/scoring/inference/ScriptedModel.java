package io.freshet.scoring.inference;

import java.util.List;
import java.util.function.Predicate;

/** Answers 2·x to x, except where it is told to fail. */
final class ScriptedModel implements InferenceModel<Double, Double> {
  private final ModelSource source;
  private Predicate<Double> failing = x -> false;
  private Predicate<Double> spoiling = x -> false;
  private Predicate<Double> silent = x -> false;
  private int calls;
  private int closed;

  ScriptedModel(String version) {
    this.source = CountedModel.version(version);
  }

  /** Throws on batches with such inputs. */
  ScriptedModel failingOn(Predicate<Double> inputs) {
    failing = inputs;
    return this;
  }

  /** Answers batches with such inputs by NaN. */
  ScriptedModel spoiledBy(Predicate<Double> inputs) {
    spoiling = inputs;
    return this;
  }

  /** Gives such inputs no answer. */
  ScriptedModel silentOn(Predicate<Double> inputs) {
    silent = inputs;
    return this;
  }

  @Override
  public ModelSource source() {
    return source;
  }

  @Override
  public String device() {
    return "cpu";
  }

  @Override
  public List<Double> infer(List<Double> batch) {
    calls++;
    for (double x : batch) {
      if (failing.test(x)) {
        throw new IllegalArgumentException("cannot take " + x);
      }
    }
    boolean spoiled = batch.stream().anyMatch(spoiling);
    return batch.stream().filter(silent.negate()).map(x -> spoiled ? Double.NaN : 2 * x).toList();
  }

  int calls() {
    return calls;
  }

  int closed() {
    return closed;
  }

  @Override
  public void close() {
    closed++;
  }
}
