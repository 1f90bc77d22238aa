package io.freshet.schemas.model;

/**
 * A row of FTRL-proximal: written down (z, n, ε), all sums over the gradients seen; z + ε is z to
 * twice the precision. Rows of (z, n) are read too. The weight is
 *
 * <pre>  w = 0 if |z| ≤ λ₁, else −(z − sgn(z) λ₁) / ((β + √n) / α + λ₂)  </pre>
 *
 * In memory it is (w, n) when λ₁ = 0, where z follows from both and ε makes that exact, so that a
 * row that is written and read again is the same row; otherwise (w, z, n), and ε = 0. Reading a
 * weight costs neither a root nor a division.
 */
public final class FtrlForm implements RowForm {
  private static final int Z = 0;
  private static final int N = 1;
  private static final int EPSILON = 2;

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
    return 3;
  }

  @Override
  public void load(float[] written, int from, float[] rows, int to) {
    double z = (double) written[from + Z] + written[from + EPSILON];
    float n = written[from + N];
    rows[to] = (float) weight(z, n);
    if (sparse) {
      rows[to + 1] = (float) z;
    }
    rows[to + width() - 1] = n;
  }

  /**
   * Sums of several learners' deltas have an ε that has grown. Were it left, each learner would
   * move it into z once more, and the next sum would hold it several times.
   */
  @Override
  public void normalise(float[] written, int from) {
    double z = (double) written[from + Z] + written[from + EPSILON];
    written[from + Z] = (float) z;
    written[from + EPSILON] = (float) (z - written[from + Z]);
  }

  @Override
  public void store(float[] rows, int from, float[] written, int to) {
    float n = rows[from + width() - 1];
    double z = sparse ? rows[from + 1] : -rows[from] * curvature(n);
    written[to + Z] = (float) z;
    written[to + N] = n;
    written[to + EPSILON] = (float) (z - written[to + Z]);
  }

  private double weight(double z, float n) {
    return Math.abs(z) <= config.l1() ? 0 : -(z - Math.signum(z) * config.l1()) / curvature(n);
  }

  /** (β + √n) / α + λ₂. */
  private double curvature(float n) {
    return (config.beta() + Math.sqrt(n)) / config.alpha() + config.l2();
  }
}
