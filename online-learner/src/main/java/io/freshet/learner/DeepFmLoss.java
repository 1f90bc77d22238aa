package io.freshet.learner;

import io.freshet.schemas.model.DeepFmModel;
import io.freshet.schemas.model.LogisticModel;

/**
 * What a batch costs, for each head on its own. Point by point: −Σ_c v_c (y_c ln p_c + (1 − y_c)
 * ln(1 − p_c)), whose gradient by logit m_c is v_c (p_c − y_c). List by list, as one choice: −Σ_c
 * y_c ln q_c with q_c = v_c e^{m_c} / Σ_d v_d e^{m_d}, whose gradient is q_c Σ_d y_d − y_c. The
 * weight of the list multiplies both.
 */
final class DeepFmLoss {
  private static final int HEADS = DeepFmModel.HEADS;

  private final boolean listwise;

  DeepFmLoss(boolean listwise) {
    this.listwise = listwise;
  }

  /**
   * @param logits of each head, candidate by candidate
   * @param gradient of the loss by each of them, overwritten
   */
  void differentiate(DeepFmBatch batch, float[] logits, float[] gradient) {
    for (int list = 0; list < batch.lists(); list++) {
      for (int head = 0; head < HEADS; head++) {
        if (listwise) {
          differentiateList(batch, list, head, logits, gradient);
        } else {
          differentiatePoints(batch, list, head, logits, gradient);
        }
      }
    }
  }

  private static void differentiatePoints(
      DeepFmBatch batch, int list, int head, float[] logits, float[] gradient) {
    for (int c = batch.listStart(list); c < batch.listEnd(list); c++) {
      double p = LogisticModel.sigmoid(logits[c * HEADS + head]);
      double residual = (p - batch.label(c, head)) * batch.weight(c) * batch.listWeight(list);
      gradient[c * HEADS + head] = (float) residual;
    }
  }

  private static void differentiateList(
      DeepFmBatch batch, int list, int head, float[] logits, float[] gradient) {
    double chosen = 0;
    double highest = Double.NEGATIVE_INFINITY;
    for (int c = batch.listStart(list); c < batch.listEnd(list); c++) {
      chosen += batch.label(c, head);
      highest = Math.max(highest, logits[c * HEADS + head]);
    }
    double total = 0;
    for (int c = batch.listStart(list); c < batch.listEnd(list); c++) {
      double odds = batch.weight(c) * Math.exp(logits[c * HEADS + head] - highest);
      gradient[c * HEADS + head] = (float) odds;
      total += odds;
    }
    for (int c = batch.listStart(list); c < batch.listEnd(list); c++) {
      double q = gradient[c * HEADS + head] / total;
      double residual = (chosen * q - batch.label(c, head)) * batch.listWeight(list);
      gradient[c * HEADS + head] = (float) residual;
    }
  }
}
