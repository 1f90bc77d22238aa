package io.freshet.schemas.model;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The layers of DeepFM: h₀ = x, h_l = max(0, W_lᵀ h_{l−1} + b_l), and the heads' outputs W_Lᵀ
 * h_{L−1} + b_L. A layer is a table with one row per input unit, its weights to all output units,
 * and a last row for the biases; so a new input is one new row. The name of the table holds the
 * width: layers of another width are another table.
 */
public final class DeepFmNetwork {
  private static final String BIASES = "biases";

  private final List<SeededRows> layers = new ArrayList<>();
  private final int[] inputs;
  private final float[][] units;

  DeepFmNetwork(String model, List<String> inputNames, List<Integer> hidden, int heads, long seed) {
    inputs = new int[hidden.size() + 1];
    units = new float[hidden.size() + 1][];
    List<String> names = inputNames;
    for (int l = 0; l <= hidden.size(); l++) {
      boolean last = l == hidden.size();
      int width = last ? heads : hidden.get(l);
      String table = last ? "heads-" + names.size() : "hidden-" + (l + 1) + "-" + width;
      SeededRows layer =
          new SeededRows(model, table, width, last ? width : 0, Math.sqrt(3.0 / width), seed);
      layer.fix(Stream.concat(names.stream(), Stream.of(BIASES)).toList());
      inputs[l] = names.size();
      units[l] = new float[width];
      layers.add(layer);
      names = numbers(width);
    }
  }

  /** The layers, from the inputs on; the last one holds the heads. */
  public List<SeededRows> layers() {
    return layers;
  }

  /** Number of input units of a layer; its first so many rows, the biases are the next one. */
  public int inputs(int layer) {
    return inputs[layer];
  }

  /** Outputs of the heads; overwritten by the next call. */
  public float[] forward(float[] x) {
    float[] in = x;
    for (int l = 0; l < units.length; l++) {
      forward(l, in);
      in = units[l];
    }
    return in;
  }

  private void forward(int l, float[] in) {
    float[] out = units[l];
    float[] weights = layers.get(l).weights();
    System.arraycopy(weights, inputs[l] * out.length, out, 0, out.length);
    for (int i = 0; i < inputs[l]; i++) {
      if (in[i] != 0) {
        addRow(out, in[i], weights, i * out.length);
      }
    }
    if (l < units.length - 1) {
      for (int j = 0; j < out.length; j++) {
        out[j] = Math.max(0, out[j]);
      }
    }
  }

  private static void addRow(float[] out, float x, float[] weights, int at) {
    for (int j = 0; j < out.length; j++) {
      out[j] += x * weights[at + j];
    }
  }

  private static List<String> numbers(int count) {
    List<String> numbers = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      numbers.add(Integer.toString(i));
    }
    return numbers;
  }
}
