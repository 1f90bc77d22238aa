package io.freshet.schemas.model;

/**
 * A row of FTRL-proximal: written down (z, n), both sums over the gradients seen. Its weight is
 *
 * <pre>  w = 0 if |z| ≤ λ₁, else −(z − sgn(z) λ₁) / ((β + √n) / α + λ₂)  </pre>
 *
 * In memory it is (w, √n) when λ₁ = 0, where z follows from both, and (w, z, √n) otherwise: roots
 * are not taken twice, and reading a weight costs no division. In the first form w keeps 22 bits,
 * two fewer than z is written with, so that a row that is written and read again is the same row.
 */
public final class FtrlForm implements RowForm {
  private final FtrlConfig config;
  private final boolean sparse;

  public FtrlForm(FtrlConfig config) {
    this.config = config;
    this.sparse = config.l1() > 0;
  }

  @Override
  public int width() {
    return sparse ? 3 : 2;
  }

  @Override
  public int columns() {
    return 2;
  }

  @Override
  public void load(float[] written, int from, float[] rows, int to) {
    float z = written[from];
    double root = Math.sqrt(written[from + 1]);
    float weight = (float) weight(z, root);
    rows[to] = sparse ? weight : rounded(weight);
    if (sparse) {
      rows[to + 1] = z;
    }
    rows[to + width() - 1] = (float) root;
  }

  @Override
  public void store(float[] rows, int from, float[] written, int to) {
    double root = rows[from + width() - 1];
    written[to] = sparse ? rows[from + 1] : (float) (-rows[from] * curvature(root));
    written[to + 1] = (float) (root * root);
  }

  /** The nearest number of 22 bits (Veltkamp's splitting; Dekker 1971). */
  public static float rounded(float weight) {
    float scaled = 5 * weight;
    return scaled - (scaled - weight);
  }

  private double weight(double z, double root) {
    return Math.abs(z) <= config.l1() ? 0 : -(z - Math.signum(z) * config.l1()) / curvature(root);
  }

  /** (β + √n) / α + λ₂. */
  private double curvature(double root) {
    return (config.beta() + root) / config.alpha() + config.l2();
  }
}
