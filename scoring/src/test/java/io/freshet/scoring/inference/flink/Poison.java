package io.freshet.scoring.inference.flink;

import io.freshet.schemas.record.Rejected;
import io.freshet.scoring.ScoringException;
import io.freshet.scoring.inference.CountedModel;
import io.freshet.scoring.inference.InferenceAdapter;
import io.freshet.scoring.inference.InferenceModel;
import io.freshet.scoring.inference.ModelLoader;
import io.freshet.scoring.inference.ModelSource;
import java.util.List;
import java.util.stream.IntStream;

/** Numbers of which one in a hundred is bad, in four ways by turns. */
enum Poison {
  /** The model throws, and does not say why. */
  THROWS("scoring-failed"),
  /** The model's answer is no number. */
  NAN("not-finite"),
  /** No input can be made of it. */
  WRONG_TYPE("wrong-type"),
  /** The model finds out. */
  TOO_LONG("too-long");

  private static final int EVERY = 100;
  private static final double UNBEARABLE = -1;
  private static final double LONG = -2;

  final String reason;

  Poison(String reason) {
    this.reason = reason;
  }

  static boolean isGood(long id) {
    return id % EVERY != EVERY - 1;
  }

  static Poison of(long id) {
    return values()[(int) (id / EVERY % values().length)];
  }

  /** Writes the reason of the dead letter, and takes the rest from {@link Doubling}. */
  record Adapter(Doubling doubling) implements InferenceAdapter<Long, Double, Double, Long> {
    @Override
    public Double input(Long id) {
      if (isGood(id)) {
        return doubling.input(id);
      }
      if (of(id) == WRONG_TYPE) {
        throw new ScoringException("wrong-type", "features = text, expected numbers");
      }
      return of(id) == NAN ? Double.NaN : of(id) == THROWS ? UNBEARABLE : LONG;
    }

    @Override
    public boolean isFinite(Double answer) {
      return doubling.isFinite(answer);
    }

    @Override
    public Long output(Long id, Double answer, ModelSource model) {
      return doubling.output(id, answer, model);
    }

    @Override
    public Rejected rejected(Long id, String reason, String message, long now) {
      return doubling.rejected(id, reason, message, now);
    }
  }

  /** Of the one model that can be poisoned. */
  static final class Loader implements ModelLoader<Double, Double> {
    private static final long serialVersionUID = 1L;

    @Override
    public ModelSource configured() {
      return CountedModel.version("1");
    }

    @Override
    public InferenceModel<Double, Double> load(ModelSource source) {
      return new Model(source);
    }
  }

  private record Model(ModelSource source) implements InferenceModel<Double, Double> {
    @Override
    public String device() {
      return "cpu";
    }

    @Override
    public List<Double> infer(List<Double> batch) {
      if (batch.contains(UNBEARABLE)) {
        throw new IllegalStateException("batch of " + batch.size());
      }
      if (batch.contains(LONG)) {
        throw new IllegalStateException(new ScoringException("too-long", "input is too long"));
      }
      boolean spoiled = batch.contains(Double.NaN);
      return IntStream.range(0, batch.size())
          .mapToObj(i -> spoiled ? Double.NaN : 2 * batch.get(i))
          .toList();
    }

    @Override
    public void close() {}
  }
}
