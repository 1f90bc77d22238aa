package io.freshet.schemas.metrics;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/**
 * The mean over the classes of the area under the ROC curve of "this class" against "any other"
 * (macro one-vs-rest; Fawcett 2006, section 10). With two classes whose probabilities add up to 1
 * it is the binary area. A class counts from its first label on, and has an area when there were
 * both texts of it and of others.
 *
 * <p>Mutable; not thread-safe. 64 KB per class.
 */
public final class OneVsRestAuc implements Mergeable<OneVsRestAuc> {
  private final Map<String, Auc> byClass = new TreeMap<>();
  private long count;

  /**
   * @param known the classes that the prediction gave a probability to
   * @param probability that it gave to a class
   */
  public void add(String actual, List<String> known, ToDoubleFunction<String> probability) {
    known.forEach(this::area);
    area(actual);
    byClass.forEach(
        (label, auc) ->
            auc.add(
                known.contains(label) ? probability.applyAsDouble(label) : 0,
                label.equals(actual)));
    count++;
  }

  @Override
  public void merge(OneVsRestAuc other) {
    other.byClass.forEach((label, auc) -> area(label).merge(auc));
    count += other.count;
  }

  /** Empty, but for the names of the classes. */
  @Override
  public OneVsRestAuc fresh() {
    OneVsRestAuc fresh = new OneVsRestAuc();
    byClass.keySet().forEach(fresh::area);
    return fresh;
  }

  @Override
  public long count() {
    return count;
  }

  /** 0.5, which is chance, before there is an area. */
  public double value() {
    return byClass.values().stream()
        .filter(Auc::hasArea)
        .mapToDouble(Auc::value)
        .average()
        .orElse(0.5);
  }

  /** Of {@link #value()}; only with two classes, for the areas of more are not independent. */
  public Optional<Interval> interval() {
    return byClass.size() == 2 ? byClass.values().iterator().next().interval() : Optional.empty();
  }

  private Auc area(String label) {
    return byClass.computeIfAbsent(label, added -> new Auc());
  }
}
