package io.freshet.schemas.model;

import java.util.Arrays;

/**
 * What a user's recent ratings say about the next one. The deviation d(i, t) of the user's rating
 * of item i at time t from what all users together expect is taken for a Gaussian process with
 *
 * <pre>  k((i, t), (j, s)) = v_user + v_session e^(−d(t, s) / τ) + φᵢ·φⱼ  </pre>
 *
 * with d(t, s), the sum of the gaps between the ratings from one to the other, which is |t − s|
 * when they come in the order of time; that is: a bias of the user, a mood that comes and goes, and
 * a vector θ ~ N(0, I) of the user whose product with the factors φ of an item is how much the user
 * likes it. With the deviations y of the ratings so far, their kernel matrix K and noises D,
 *
 * <pre>  α = (K + D)⁻¹ y,  E d = k·α,  Var d = k₀ − kᵀ (K + D)⁻¹ k,  E θ = Σ αⱼ φⱼ.  </pre>
 *
 * So a user needs no row of parameters. It costs n³/6 for n ratings, by Cholesky's factorisation K
 * + D = L Lᵀ.
 *
 * <p>Source: Rasmussen, Williams, "Gaussian Processes for Machine Learning", 2006, algorithm 2.1.
 * Scratch of one thread: every use overwrites the last one.
 */
final class RatingTaste {
  private final int factors;
  private final double userVariance;
  private final double sessionVariance;
  private final double sessionMillis;
  private int size;
  private long lastTime;

  /** What is left of the mood at each rating of that at the one before. */
  private double[] kept = new double[32];

  private double[] noises = new double[32];

  /** y, then L⁻¹ y, then α. */
  private double[] alpha = new double[32];

  /** k, then L⁻¹ k. */
  private double[] kernel = new double[32];

  private double[] phi;

  /** L, row by row, n wide, with 1 / L_aa in the diagonal. */
  private double[] lower = new double[32 * 32];

  RatingTaste(RatingConfig config) {
    this.factors = config.factors();
    this.userVariance = config.userVariance();
    this.sessionVariance = config.sessionVariance();
    this.sessionMillis = config.sessionTime().toMillis();
    this.phi = new double[32 * factors];
  }

  void clear() {
    size = 0;
  }

  /**
   * Adds a rating.
   *
   * @param deviation y of it
   * @param noise variance of y beside the process
   * @return where its factors begin in {@link #phi}; they are zeros until somebody adds to them
   */
  int add(double deviation, double noise, long time) {
    if (size == noises.length) {
      grow();
    }
    kept[size] = size == 0 ? 0 : kept(time);
    lastTime = time;
    noises[size] = noise;
    alpha[size] = deviation;
    int from = size++ * factors;
    Arrays.fill(phi, from, from + factors, 0);
    return from;
  }

  /** Factors of the ratings, one after another. */
  double[] phi() {
    return phi;
  }

  /** Works out α. */
  void solve() {
    for (int a = 0; a < size; a++) {
      covariances(phi, a * factors, a, kept[a], lower, a * size);
      lower[a * size + a] = ownCovariance(phi, a * factors) + noises[a];
      factorise(a);
    }
    forward(alpha);
    for (int a = size - 1; a >= 0; a--) {
      double x = alpha[a] * lower[a * size + a];
      alpha[a] = x;
      for (int b = 0; b < a; b++) {
        alpha[b] -= lower[a * size + b] * x;
      }
    }
  }

  /**
   * E d for an item.
   *
   * @param item its factors
   */
  double mean(double[] item, long time) {
    covariances(item, 0, size, kept(time), kernel, 0);
    double mean = 0;
    for (int a = 0; a < size; a++) {
      mean += alpha[a] * kernel[a];
    }
    return mean;
  }

  /** Var d for the item that {@link #mean} was asked for last. */
  double variance(double[] item) {
    double variance = ownCovariance(item, 0);
    forward(kernel);
    for (int a = 0; a < size; a++) {
      variance -= kernel[a] * kernel[a];
    }
    return variance;
  }

  /** E θ. */
  void theta(double[] theta) {
    Arrays.fill(theta, 0);
    for (int a = 0; a < size; a++) {
      for (int k = 0; k < factors; k++) {
        theta[k] += alpha[a] * phi[a * factors + k];
      }
    }
  }

  /** k of an item and itself. */
  private double ownCovariance(double[] item, int from) {
    double sum = userVariance + sessionVariance;
    for (int k = from; k < from + factors; k++) {
      sum += item[k] * item[k];
    }
    return sum;
  }

  /**
   * k of an item and each of the first ratings.
   *
   * @param mood what is left at the item of the mood of the last of them
   */
  private void covariances(
      double[] item, int from, int ratings, double mood, double[] result, int to) {
    double left = sessionVariance * mood;
    for (int a = ratings - 1; a >= 0; a--) {
      double sum = userVariance + left;
      left *= kept[a];
      for (int k = 0; k < factors; k++) {
        sum += item[from + k] * phi[a * factors + k];
      }
      result[to + a] = sum;
    }
  }

  /** Turns row a of K + D into that of L, with the rows above done. */
  private void factorise(int a) {
    double diagonal = lower[a * size + a];
    for (int b = 0; b < a; b++) {
      double value = (lower[a * size + b] - dot(a, b)) * lower[b * size + b];
      lower[a * size + b] = value;
      diagonal -= value * value;
    }
    lower[a * size + a] = 1 / Math.sqrt(diagonal);
  }

  /** Σ L_ac L_bc over c below b. */
  private double dot(int a, int b) {
    double even = 0;
    double odd = 0;
    int left = a * size;
    int right = b * size;
    int c = 0;
    for (; c + 1 < b; c += 2) {
      even += lower[left + c] * lower[right + c];
      odd += lower[left + c + 1] * lower[right + c + 1];
    }
    return c < b ? even + odd + lower[left + c] * lower[right + c] : even + odd;
  }

  /** x ← L⁻¹ x. */
  private void forward(double[] x) {
    for (int a = 0; a < size; a++) {
      double sum = x[a];
      for (int b = 0; b < a; b++) {
        sum -= lower[a * size + b] * x[b];
      }
      x[a] = sum * lower[a * size + a];
    }
  }

  /** What is left at a time of the mood at the last rating. */
  private double kept(long time) {
    return Math.exp(-Math.abs(time - lastTime) / sessionMillis);
  }

  private void grow() {
    int capacity = 2 * noises.length;
    kept = Arrays.copyOf(kept, capacity);
    noises = Arrays.copyOf(noises, capacity);
    alpha = Arrays.copyOf(alpha, capacity);
    kernel = new double[capacity];
    phi = Arrays.copyOf(phi, capacity * factors);
    lower = new double[capacity * capacity];
  }
}
