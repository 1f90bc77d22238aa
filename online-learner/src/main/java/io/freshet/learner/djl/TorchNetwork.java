package io.freshet.learner.djl;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.training.GradientCollector;
import io.freshet.schemas.model.DeepFmNetwork;
import io.freshet.schemas.model.SeededRows;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Forward and backward pass of a {@link DeepFmNetwork} over a batch, in PyTorch. The weights stay
 * in the rows: each pass copies them in and the gradients out, which is little beside the passes
 * themselves, so that merged rows, restored rows and optimiser state are the rows' alone. All
 * native memory of a pass is released at its end. With dropout, a hidden unit is left out of an
 * example with that probability, and the others count for as much more (Srivastava et al., JMLR 15,
 * 2014).
 */
public final class TorchNetwork {
  /** What the outputs of the heads cost. */
  public interface Loss {
    /**
     * @param outputs of the heads, example by example
     * @param gradient of the loss by each of them, to be filled in
     */
    void differentiate(float[] outputs, float[] gradient);
  }

  private final DeepFmNetwork network;
  private final float keep;
  private final SplittableRandom random;
  private final List<FloatBuffer> weights = new ArrayList<>();
  private final List<float[]> layerGradients = new ArrayList<>();
  private final List<FloatBuffer> masks = new ArrayList<>();
  private int capacity;
  private FloatBuffer inputs = Direct.floats(0);
  private FloatBuffer headGradients = Direct.floats(0);
  private float[] inputGradients = new float[0];
  private float[] outputs = new float[0];
  private float[] gradient = new float[0];

  /**
   * @param dropout probability that a hidden unit is left out
   * @param seed of the dropout
   */
  public TorchNetwork(DeepFmNetwork network, double dropout, long seed) {
    this.network = network;
    this.keep = (float) (1 - dropout);
    this.random = new SplittableRandom(seed);
    for (int l = 0; l < network.layers().size(); l++) {
      int size = (network.inputs(l) + 1) * width(l);
      weights.add(Direct.floats(size));
      layerGradients.add(new float[size]);
    }
  }

  /**
   * Runs a batch through the network and back.
   *
   * @param x the inputs, example by example
   * @param batch number of examples, at least 1
   */
  public void pass(float[] x, int batch, Loss loss) {
    makeRoom(batch);
    Engine engine = TorchEngine.get();
    try (NDManager manager = engine.newBaseManager()) {
      NDArray in = array(manager, inputs, x, batch, network.inputs(0));
      List<NDArray> layers = layers(manager);
      in.setRequiresGradient(true);
      layers.forEach(layer -> layer.setRequiresGradient(true));
      synchronized (TorchEngine.GRADIENTS) {
        try (GradientCollector collector = engine.newGradientCollector()) {
          NDArray out = forward(manager, in, layers, batch);
          Direct.read(out, outputs);
          loss.differentiate(outputs, gradient);
          collector.backward(
              out.mul(array(manager, headGradients, gradient, batch, (int) out.getShape().get(1)))
                  .sum());
        }
      }
      readGradients(in, layers);
    }
  }

  /** Of the last batch: the gradient of the loss by its inputs, example by example. */
  public float[] inputGradients() {
    return inputGradients;
  }

  /** Of the last batch: the gradient of the loss by a layer's rows, biases last. */
  public float[] layerGradients(int layer) {
    return layerGradients.get(layer);
  }

  private List<NDArray> layers(NDManager manager) {
    List<NDArray> arrays = new ArrayList<>(2 * weights.size());
    for (int l = 0; l < weights.size(); l++) {
      SeededRows rows = network.layers().get(l);
      int in = network.inputs(l);
      FloatBuffer buffer = weights.get(l);
      buffer.clear().put(rows.weights(), 0, buffer.capacity());
      arrays.add(manager.create(buffer.slice(0, in * width(l)), new Shape(in, width(l))));
      arrays.add(manager.create(buffer.slice(in * width(l), width(l)), new Shape(width(l))));
    }
    return arrays;
  }

  private NDArray forward(NDManager manager, NDArray in, List<NDArray> layers, int batch) {
    NDArray units = in;
    for (int l = 0; l < weights.size(); l++) {
      units = units.matMul(layers.get(2 * l)).addi(layers.get(2 * l + 1));
      if (l < weights.size() - 1) {
        units = Activation.relu(units);
      }
      if (hasDropout(l)) {
        units = units.mul(mask(manager, l, batch));
      }
    }
    return units;
  }

  private NDArray mask(NDManager manager, int l, int batch) {
    FloatBuffer mask = masks.get(l);
    for (int i = 0; i < batch * width(l); i++) {
      mask.put(i, random.nextDouble() < keep ? 1 / keep : 0);
    }
    return manager.create(mask.slice(0, batch * width(l)), new Shape(batch, width(l)));
  }

  private void readGradients(NDArray in, List<NDArray> layers) {
    Direct.read(in.getGradient(), inputGradients);
    for (int l = 0; l < weights.size(); l++) {
      float[] into = layerGradients.get(l);
      Direct.read(layers.get(2 * l).getGradient(), into);
      Direct.read(layers.get(2 * l + 1).getGradient(), into, network.inputs(l) * width(l));
    }
  }

  private void makeRoom(int batch) {
    if (batch <= capacity) {
      return;
    }
    capacity = batch;
    int last = network.layers().size() - 1;
    inputs = Direct.floats(batch * network.inputs(0));
    inputGradients = new float[batch * network.inputs(0)];
    headGradients = Direct.floats(batch * width(last));
    outputs = new float[batch * width(last)];
    gradient = new float[batch * width(last)];
    masks.clear();
    for (int l = 0; l < last; l++) {
      masks.add(Direct.floats(hasDropout(l) ? batch * width(l) : 0));
    }
  }

  private static NDArray array(
      NDManager manager, FloatBuffer buffer, float[] values, int rows, int columns) {
    buffer.clear().put(values, 0, rows * columns).flip();
    return manager.create(buffer, new Shape(rows, columns));
  }

  private boolean hasDropout(int l) {
    return keep < 1 && l < network.layers().size() - 1;
  }

  private int width(int l) {
    return network.layers().get(l).width();
  }
}
