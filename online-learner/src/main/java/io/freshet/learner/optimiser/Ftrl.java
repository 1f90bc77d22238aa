package io.freshet.learner.optimiser;

import io.freshet.schemas.model.FtrlConfig;
import io.freshet.schemas.model.FtrlForm;
import io.freshet.schemas.model.WeightRows;

/**
 * FTRL-proximal on rows of {@link FtrlForm}. For a gradient g
 *
 * <pre>  σ = (√(n + g²) − √n) / α,  z += g − σ w,  n += g²  </pre>
 *
 * and w follows from (z, n). With λ₁ = 0 that is, put in terms of w,
 *
 * <pre>  n += g²,  w −= α g / (β + α λ₂ + √n)  </pre>
 *
 * so that z need not be carried along.
 *
 * <p>Source: McMahan et al., "Ad Click Prediction: a View from the Trenches", KDD 2013, algorithm
 * 1; McMahan, "Follow-the-Regularized-Leader and Mirror Descent: Equivalence Theorems and L1
 * Regularization", AISTATS 2011, for the second form.
 */
public final class Ftrl implements Optimiser {
  private final float alpha;
  private final float inverseAlpha;
  private final float offset;
  private final float l1;

  public Ftrl(FtrlConfig config) {
    this.alpha = (float) config.alpha();
    this.inverseAlpha = (float) (1 / config.alpha());
    this.offset = (float) (config.beta() + config.alpha() * config.l2());
    this.l1 = (float) config.l1();
  }

  @Override
  public void step(WeightRows rows, int[] index, float[] x, int from, int to, float residual) {
    if (l1 == 0) {
      stepSmooth(rows, index, x, from, to, residual);
    } else {
      stepSparse(rows, index, x, from, to, residual);
    }
  }

  /** Rows of (w, n), n negated when marked. */
  private void stepSmooth(
      WeightRows rows, int[] index, float[] x, int from, int to, float residual) {
    float[] values = rows.values();
    float rate = alpha;
    float base = offset;
    for (int i = from; i < to; i++) {
      int at = index[i] * 2;
      float gradient = residual * x[i];
      if (gradient != 0) {
        if (values[at + 1] >= 0) {
          rows.mark(index[i]);
        }
        float negated = values[at + 1] - gradient * gradient;
        values[at] -= rate * gradient / (base + (float) Math.sqrt(-negated));
        values[at + 1] = negated;
      }
    }
  }

  /** Rows of (w, z, n), n negated when marked. */
  private void stepSparse(
      WeightRows rows, int[] index, float[] x, int from, int to, float residual) {
    float[] values = rows.values();
    for (int i = from; i < to; i++) {
      int at = index[i] * 3;
      float gradient = residual * x[i];
      if (gradient != 0) {
        if (values[at + 2] >= 0) {
          rows.mark(index[i]);
        }
        float negated = values[at + 2] - gradient * gradient;
        float root = (float) Math.sqrt(-negated);
        float sigma = (root - (float) Math.sqrt(-values[at + 2])) * inverseAlpha;
        float z = values[at + 1] + gradient - sigma * values[at];
        values[at] = weight(z, root);
        values[at + 1] = z;
        values[at + 2] = negated;
      }
    }
  }

  private float weight(float z, float root) {
    return Math.abs(z) <= l1 ? 0 : -(z - Math.copySign(l1, z)) * alpha / (offset + root);
  }
}
