package io.freshet.learner;

import io.freshet.learner.djl.TorchNetwork;
import io.freshet.schemas.model.DeepFmConfig;
import io.freshet.schemas.model.DeepFmField;
import io.freshet.schemas.model.DeepFmModel;
import io.freshet.schemas.model.SeededRows;
import io.freshet.schemas.record.RowDelta;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * One step of DeepFM on a batch: gathers the inputs from the rows, has PyTorch pass them through
 * the network and back, and changes all rows by AdaGrad. With g_k the gradient of the loss by logit
 * k,
 *
 * <pre>  ∂/∂w_f,k = g_k,  ∂/∂v_f = ∂MLP/∂v_f + Σ_k g_k · Σ_{g ≠ f} v_g  </pre>
 */
final class DeepFmSteps {
  private static final int HEADS = DeepFmModel.HEADS;
  private static final int FIELDS = DeepFmField.COUNT;

  private final DeepFmModel model;
  private final DeepFmConfig config;
  private final DeepFmLoss loss;
  private final TorchNetwork network;
  private final SeededSteps[] fields = new SeededSteps[FIELDS];
  private final SeededSteps linear;
  private final SeededSteps evidence;
  private final List<SeededSteps> layers = new ArrayList<>();
  private final List<SeededSteps> all = new ArrayList<>();
  private final float[] fieldSum;
  private float[] x = new float[0];
  private float[] wide = new float[0];
  private float[] gradient = new float[0];

  DeepFmSteps(DeepFmModel model) {
    this.model = model;
    this.config = model.config();
    this.loss = new DeepFmLoss(config.listwise());
    this.network = new TorchNetwork(model.network(), config.dropout(), config.seed());
    this.fieldSum = new float[config.embeddingSize()];
    for (DeepFmField field : DeepFmField.values()) {
      fields[field.ordinal()] = steps(model.rows(field), config.embeddingRate(), config.l2());
    }
    linear = steps(model.linear(), config.embeddingRate(), 0);
    evidence = steps(model.evidenceRows(), config.embeddingRate(), 0);
    for (SeededRows layer : model.network().layers()) {
      layers.add(steps(layer, config.networkRate(), config.l2()));
    }
  }

  /** Learns from a batch of one candidate or more. */
  void train(DeepFmBatch batch) {
    gather(batch);
    network.pass(x, batch.size(), (outputs, gradients) -> differentiate(batch, outputs, gradients));
    for (int c = 0; c < batch.size(); c++) {
      addGradients(batch, c);
    }
    for (SeededSteps field : fields) {
      field.step(batch.ingestTime());
    }
    linear.step(batch.ingestTime());
    stepLayers(batch);
  }

  /** Learns a head's bias from one residual p − y, which becomes evidence. */
  void learnBias(int head, double residual, long ingestTime) {
    int at = linear.gradientOf(model.biasRow());
    linear.gradients()[at + head] += (float) residual;
    linear.step(ingestTime);
    if (head == DeepFmModel.CLICK) {
      evidence.addSquares(0, 0, residual * residual, ingestTime);
    }
  }

  void flush(Consumer<RowDelta> sink) {
    all.forEach(steps -> steps.flush(sink));
  }

  Optional<RowDelta> pending(String table, String key) {
    return all.stream()
        .filter(steps -> steps.rows().table().equals(table))
        .findFirst()
        .flatMap(steps -> steps.pending(key));
  }

  private void gather(DeepFmBatch batch) {
    int inputs = model.inputs();
    if (x.length < batch.size() * inputs) {
      x = new float[batch.size() * inputs];
      wide = new float[batch.size() * HEADS];
    }
    for (int c = 0; c < batch.size(); c++) {
      model.gather(batch.rows(c), batch.features(c), x, c * inputs);
      model.wide(batch.rows(c), batch.features(c), batch.position(c), wide, c * HEADS);
    }
  }

  private void differentiate(DeepFmBatch batch, float[] outputs, float[] gradients) {
    for (int i = 0; i < batch.size() * HEADS; i++) {
      outputs[i] += wide[i];
    }
    loss.differentiate(batch, outputs, gradients);
    gradient = gradients;
  }

  private void addGradients(DeepFmBatch batch, int c) {
    int at = c * model.inputs();
    sumFields(at);
    float both = 0;
    for (int k = 0; k < HEADS; k++) {
      both += gradient[c * HEADS + k];
    }
    for (int f = 0; f < FIELDS; f++) {
      if (batch.rows(c)[f] != SeededRows.ABSENT) {
        addFieldGradient(fields[f], batch.rows(c)[f], c, at + f * config.embeddingSize(), both);
      }
    }
    addLinearGradient(batch.position(c), 1, c);
    for (int i = 0; i < model.features(); i++) {
      addLinearGradient(i, batch.features(c)[i], c);
    }
  }

  private void sumFields(int at) {
    for (int i = 0; i < fieldSum.length; i++) {
      float sum = 0;
      for (int f = 0; f < FIELDS; f++) {
        sum += x[at + f * fieldSum.length + i];
      }
      fieldSum[i] = sum;
    }
  }

  private void addFieldGradient(SeededSteps field, int row, int c, int at, float both) {
    int into = field.gradientOf(row);
    float[] gradients = field.gradients();
    float[] byInput = network.inputGradients();
    for (int k = 0; k < HEADS; k++) {
      gradients[into + k] += gradient[c * HEADS + k];
    }
    for (int i = 0; i < fieldSum.length; i++) {
      gradients[into + HEADS + i] += byInput[at + i] + both * (fieldSum[i] - x[at + i]);
    }
  }

  private void addLinearGradient(int row, float value, int c) {
    int into = linear.gradientOf(row);
    float[] gradients = linear.gradients();
    for (int k = 0; k < HEADS; k++) {
      gradients[into + k] += gradient[c * HEADS + k] * value;
    }
  }

  private void stepLayers(DeepFmBatch batch) {
    double squares = 0;
    for (int l = 0; l < layers.size(); l++) {
      for (float g : network.layerGradients(l)) {
        squares += g * g;
      }
    }
    double norm = Math.sqrt(squares) / batch.size();
    double factor = norm > config.maxGradientNorm() ? config.maxGradientNorm() / norm : 1;
    for (int l = 0; l < layers.size(); l++) {
      int rows = model.network().inputs(l) + 1;
      layers.get(l).step(network.layerGradients(l), rows, factor, batch.ingestTime());
    }
  }

  private SeededSteps steps(SeededRows rows, double rate, double l2) {
    SeededSteps steps = new SeededSteps(rows, rate, config.initialSquares(), l2);
    all.add(steps);
    return steps;
  }
}
