package io.freshet.deploy.evaluate;

import io.freshet.schemas.metrics.Auc;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/**
 * The mean over the classes of the area under the ROC curve of "this class" against "any other"
 * (macro one-vs-rest; Fawcett 2006, section 10). With two classes whose probabilities add up to 1
 * it is the binary area. A class counts from its first label on.
 *
 * <p>Mutable; not thread-safe.
 */
final class OneVsRestAuc {
  private final Map<String, Auc> byClass = new TreeMap<>();

  /**
   * @param known the classes that the prediction gave a probability to
   * @param probability that it gave to a class
   */
  void add(String actual, List<String> known, ToDoubleFunction<String> probability) {
    known.forEach(label -> byClass.computeIfAbsent(label, added -> new Auc()));
    byClass.computeIfAbsent(actual, added -> new Auc());
    byClass.forEach(
        (label, auc) ->
            auc.add(
                known.contains(label) ? probability.applyAsDouble(label) : 0,
                label.equals(actual)));
  }

  /** 0.5, which is chance, before the first label. */
  double value() {
    return byClass.values().stream().mapToDouble(Auc::value).average().orElse(0.5);
  }
}
