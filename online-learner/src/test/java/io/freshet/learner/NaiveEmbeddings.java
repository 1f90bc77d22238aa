package io.freshet.learner;

import io.freshet.schemas.model.EmbeddingConfig;
import io.freshet.schemas.model.EmbeddingModel;
import io.freshet.schemas.model.EmbeddingRows;
import io.freshet.schemas.model.StepWeights;
import io.freshet.schemas.record.Example;
import io.freshet.schemas.record.HistoryEntry;
import io.freshet.schemas.record.InteractionType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Embeddings learned word for word as the formulas say, in doubles, in maps, in no hurry. */
final class NaiveEmbeddings {
  private static final class Vector {
    final double[] v;
    double squares;

    Vector(double[] v) {
      this.v = v;
    }
  }

  /** How a vector is in a sum: factors of the halves, and the sums of their squares. */
  private static final class Use {
    final double[] factor = new double[2];
    final double[] squares = new double[2];

    void add(double first, double second) {
      factor[0] += first;
      factor[1] += second;
      squares[0] += first * first;
      squares[1] += second * second;
    }
  }

  private final EmbeddingConfig config;
  private final int d;
  private final Map<String, Vector> vectors = new HashMap<>();
  private final Map<String, Double> biases = new HashMap<>();
  private final Map<String, Double> counts = new HashMap<>();
  private final Map<String, List<String>> terms = new HashMap<>();
  private double total;

  NaiveEmbeddings(EmbeddingConfig config) {
    this.config = config;
    this.d = config.dimension();
  }

  void learn(Example example) {
    String item = example.getItem().orElseThrow();
    if (!example.getTerms().isEmpty()) {
      terms.put(item, example.getTerms());
    }
    if (example.getType().equals(Optional.of(InteractionType.DISLIKE))) {
      return;
    }
    List<HistoryEntry> history = example.getHistory();
    if (history.stream().noneMatch(entry -> entry.getItem().equals(item))) {
      Map<String, Use> tower = tower(history, example.getEventTime());
      if (!tower.isEmpty()) {
        learn(tower, item, example.getNegatives());
      }
    }
    counts.merge(item, (double) example.getWeight(), Double::sum);
    total += example.getWeight();
  }

  double score(List<HistoryEntry> history, long now, String item) {
    return score(sum(tower(history, now)), item);
  }

  private void learn(Map<String, Use> tower, String item, List<String> negatives) {
    double[] user = sum(tower);
    List<String> sample = new ArrayList<>(List.of(item));
    sample.addAll(negatives);
    sample.forEach(candidate -> counts.putIfAbsent(candidate, 0.0));
    double[] p = new double[sample.size()];
    double sum = 0;
    for (int i = 0; i < p.length; i++) {
      double q = (counts.get(sample.get(i)) + 1) / Math.max(1, total);
      p[i] = Math.exp(score(user, sample.get(i)) - Math.log(q));
      sum += p[i];
    }
    Map<String, Use> outputs = new HashMap<>();
    for (int i = 0; i < p.length; i++) {
      double r = p[i] / sum - (i == 0 ? 1 : 0);
      if (Math.abs(r) > 1e-4) {
        biases.merge(sample.get(i), -config.biasRate() * r, Double::sum);
        use(outputs, "out", sample.get(i), r, r);
      }
    }
    double[] gradient = sum(outputs);
    outputs.forEach((key, use) -> step(vector(key), use, user));
    tower.forEach((key, use) -> step(vector(key), use, gradient));
  }

  private void step(Vector vector, Use use, double[] gradient) {
    double[] norms = new double[2];
    for (int i = 0; i < d; i++) {
      norms[half(i)] += gradient[i] * gradient[i];
    }
    vector.squares += (use.squares[0] * norms[0] + use.squares[1] * norms[1]) / d;
    double norm = 0;
    for (int i = 0; i < d; i++) {
      double g = use.factor[half(i)] * gradient[i];
      vector.v[i] -= config.rate() * g / Math.sqrt(1e-6 + vector.squares);
      norm += vector.v[i] * vector.v[i];
    }
    for (int i = 0; i < d && norm > config.maxNorm() * config.maxNorm(); i++) {
      vector.v[i] *= config.maxNorm() / Math.sqrt(norm);
    }
  }

  private double score(double[] user, String item) {
    Map<String, Use> one = new HashMap<>();
    use(one, "out", item, 1, 1);
    double[] output = sum(one);
    double score = biases.getOrDefault(item, 0.0);
    for (int i = 0; i < d; i++) {
      score += user[i] * output[i];
    }
    return score;
  }

  private Map<String, Use> tower(List<HistoryEntry> history, long now) {
    double[] totals = new double[2];
    List<double[]> weights = new ArrayList<>();
    List<String> items = new ArrayList<>();
    for (int i = history.size() - 1; i >= 0; i--) {
      HistoryEntry entry = history.get(i);
      boolean left = entry.getType() == InteractionType.DISLIKE;
      if (!left && (counts.containsKey(entry.getItem()) || terms.containsKey(entry.getItem()))) {
        long age = now - entry.getTime();
        double first = weight(config.shortTerm(), items.size(), age);
        double second = weight(config.longTerm(), items.size(), age);
        items.add(entry.getItem());
        weights.add(new double[] {first, second});
        totals[0] += first;
        totals[1] += second;
      }
    }
    Map<String, Use> tower = new HashMap<>();
    for (int i = 0; i < items.size(); i++) {
      use(tower, "in", items.get(i), weights.get(i)[0] / totals[0], weights.get(i)[1] / totals[1]);
    }
    return tower;
  }

  private static double weight(StepWeights weights, int step, long age) {
    return step < weights.length() ? Math.pow(weights.decay(), step) * weights.session(age) : 0;
  }

  private void use(Map<String, Use> sum, String side, String item, double first, double second) {
    sum.computeIfAbsent("items-" + side + "-" + d + "/" + item, key -> new Use())
        .add(first, second);
    List<String> has = terms.getOrDefault(item, List.of());
    double part = 1 / Math.sqrt(Math.max(1, has.size()));
    for (String term : has) {
      sum.computeIfAbsent("terms-" + side + "-" + d + "/" + term, key -> new Use())
          .add(first * part, second * part);
    }
  }

  private double[] sum(Map<String, Use> uses) {
    double[] sum = new double[d];
    uses.forEach(
        (key, use) -> {
          double[] v = vector(key).v;
          for (int i = 0; i < d; i++) {
            sum[i] += use.factor[half(i)] * v[i];
          }
        });
    return sum;
  }

  private int half(int i) {
    return i < d / 2 ? 0 : 1;
  }

  private Vector vector(String key) {
    return vectors.computeIfAbsent(key, added -> new Vector(initial(added)));
  }

  /** What the model begins with is no matter of formulas: it is asked. */
  private double[] initial(String key) {
    EmbeddingModel model = new EmbeddingModel(config);
    String name = key.substring(key.indexOf('/') + 1);
    int item = model.learned(name);
    model.content().add("any", name, 1);
    int term = model.content().of(model.learned("any"))[0];
    EmbeddingRows rows =
        List.of(model.itemsIn(), model.itemsOut(), model.termsIn(), model.termsOut()).stream()
            .filter(table -> key.startsWith(table.table() + "/"))
            .findFirst()
            .orElseThrow();
    int row = key.startsWith("items") ? item : term;
    double[] initial = new double[d];
    for (int i = 0; i < d; i++) {
      initial[i] = rows.vectors()[row * d + i];
    }
    return initial;
  }
}
