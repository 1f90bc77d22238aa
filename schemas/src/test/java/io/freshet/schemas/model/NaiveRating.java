package io.freshet.schemas.model;

import io.freshet.schemas.record.HistoryEntry;
import java.util.List;

/** The formulas of {@link RatingModel} and {@link RatingTaste} as they are written down. */
final class NaiveRating {
  private static final int LONGEST = 64;

  private final RatingConfig config;
  private final RatingModel model;

  NaiveRating(RatingConfig config, RatingModel model) {
    this.config = config;
    this.model = model;
  }

  /** r̂, its variance, and θ. */
  double[] estimate(List<HistoryEntry> all, String item, long time) {
    List<HistoryEntry> history = all.subList(Math.max(0, all.size() - LONGEST), all.size());
    int n = history.size();
    double[][] matrix = new double[n][n];
    double[] y = new double[n];
    double[] k = new double[n];
    for (int a = 0; a < n; a++) {
      HistoryEntry rated = history.get(a);
      for (int b = 0; b < n; b++) {
        matrix[a][b] = kernel(rated.getItem(), history.get(b).getItem(), gap(history, a, b));
      }
      matrix[a][a] += config.noise() + model.items().variance(model.items().find(rated.getItem()));
      y[a] = config.share(rated.getValue().orElseThrow()) - base(rated.getItem());
      k[a] = kernel(item, rated.getItem(), gap(history, a, n - 1) + sinceLast(history, time));
    }
    double[] alpha = solve(matrix, y);
    double[] theta = new double[config.factors()];
    for (int a = 0; a < n; a++) {
      for (int f = 0; f < theta.length; f++) {
        theta[f] += alpha[a] * phi(history.get(a).getItem(), f);
      }
    }
    double variance = kernel(item, item, 0) - dot(k, solve(matrix, k)) + baseVariance(item);
    return new double[] {base(item) + dot(k, alpha), variance, theta[0], theta[1]};
  }

  private static long sinceLast(List<HistoryEntry> history, long time) {
    return Math.abs(time - history.get(history.size() - 1).getTime());
  }

  private static long gap(List<HistoryEntry> history, int a, int b) {
    long sum = 0;
    for (int i = Math.min(a, b); i < Math.max(a, b); i++) {
      sum += Math.abs(history.get(i + 1).getTime() - history.get(i).getTime());
    }
    return sum;
  }

  private double kernel(String a, String b, long gap) {
    double sum = config.userVariance();
    sum += config.sessionVariance() * Math.exp(-gap / (double) config.sessionTime().toMillis());
    for (int f = 0; f < config.factors(); f++) {
      sum += phi(a, f) * phi(b, f);
    }
    return sum;
  }

  private double phi(String item, int factor) {
    int row = model.items().find(item);
    double phi = row == RowTable.ABSENT ? 0 : model.items().factor(row, factor);
    for (String category : model.content().votes(item).keySet()) {
      int known = model.categories().find(category);
      phi += model.categories().factor(known, factor) * weight(item);
    }
    return phi;
  }

  private double base(String item) {
    double base = model.meanSum() / (double) model.meanCount();
    base += model.items().bias(model.items().find(item));
    for (String category : model.content().votes(item).keySet()) {
      base += model.categories().bias(model.categories().find(category)) * weight(item);
    }
    return base;
  }

  private double baseVariance(String item) {
    double variance = model.items().variance(model.items().find(item));
    for (String category : model.content().votes(item).keySet()) {
      double weight = weight(item);
      variance += model.categories().variance(model.categories().find(category)) * weight * weight;
    }
    return variance;
  }

  private double weight(String item) {
    return 1 / Math.sqrt(model.content().votes(item).size());
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  /** x of A x = b, by Gauss-Jordan elimination. */
  private static double[] solve(double[][] matrix, double[] right) {
    int n = right.length;
    double[] x = right.clone();
    double[][] a = new double[n][];
    for (int i = 0; i < n; i++) {
      a[i] = matrix[i].clone();
    }
    for (int pivot = 0; pivot < n; pivot++) {
      for (int row = 0; row < n; row++) {
        if (row != pivot) {
          double factor = a[row][pivot] / a[pivot][pivot];
          for (int column = pivot; column < n; column++) {
            a[row][column] -= factor * a[pivot][column];
          }
          x[row] -= factor * x[pivot];
        }
      }
    }
    for (int i = 0; i < n; i++) {
      x[i] /= a[i][i];
    }
    return x;
  }
}
