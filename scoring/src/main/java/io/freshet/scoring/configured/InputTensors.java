package io.freshet.scoring.configured;

import io.freshet.scoring.inference.Tensor;
import io.freshet.scoring.inference.TensorSpec;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Lays the inputs of a batch into the tensors of a model. */
final class InputTensors {
  private final InputsConfig config;
  private final Map<String, TensorSpec> specs = new HashMap<>();

  InputTensors(InputsConfig config, List<TensorSpec> specs) {
    this.config = config;
    specs.forEach(spec -> this.specs.put(spec.name(), spec));
  }

  Map<String, Tensor> of(List<ModelInput> batch) {
    Map<String, Tensor> tensors = new HashMap<>();
    if (config.text() != null) {
      putTokens(config.text(), batch, tensors);
    }
    for (int group = 0; group < config.groups().size(); group++) {
      putNumbers(group, batch, tensors);
    }
    if (config.image() != null) {
      putPixels(config.image(), batch, tensors);
    }
    return tensors;
  }

  /** Shorter texts are filled up with 0; a mask tells the model so. */
  private void putTokens(
      TextInputConfig text, List<ModelInput> batch, Map<String, Tensor> tensors) {
    int length = length(text, batch);
    long[] ids = new long[batch.size() * length];
    long[] mask = new long[ids.length];
    for (int row = 0; row < batch.size(); row++) {
      long[] own = batch.get(row).tokens();
      System.arraycopy(own, 0, ids, row * length, own.length);
      Arrays.fill(mask, row * length, row * length + own.length, 1);
    }
    List<long[]> values = List.of(ids, mask, new long[ids.length]);
    for (int i = 0; i < values.size(); i++) {
      String tensor = text.tensors().get(i);
      if (specs.containsKey(tensor)) {
        tensors.put(tensor, Tensor.of(values.get(i), batch.size(), length));
      }
    }
  }

  /** Of the longest text, or what the model wants. */
  private int length(TextInputConfig text, List<ModelInput> batch) {
    TensorSpec spec = specs.get(text.tensors().get(0));
    return spec != null && spec.shape().length == 2 && spec.shape()[1] >= 0
        ? (int) spec.shape()[1]
        : batch.stream().mapToInt(input -> input.tokens().length).max().orElse(0);
  }

  private void putNumbers(int group, List<ModelInput> batch, Map<String, Tensor> tensors) {
    NumbersInputConfig numbers = config.groups().get(group);
    int width = numbers.names().size();
    if (numbers.tensor() != null) {
      float[] values = new float[batch.size() * width];
      for (int row = 0; row < batch.size(); row++) {
        System.arraycopy(batch.get(row).numbers(group), 0, values, row * width, width);
      }
      tensors.put(numbers.tensor(), Tensor.of(values, batch.size(), width));
      return;
    }
    for (int column = 0; column < width; column++) {
      String name = numbers.names().get(column);
      tensors.put(name, column(name, column, group, batch));
    }
  }

  private Tensor column(String name, int column, int group, List<ModelInput> batch) {
    float[] values = new float[batch.size()];
    for (int row = 0; row < values.length; row++) {
      values[row] = batch.get(row).numbers(group)[column];
    }
    TensorSpec spec = specs.get(name);
    return spec != null && spec.shape().length == 1
        ? Tensor.of(values, values.length)
        : Tensor.of(values, values.length, 1);
  }

  private static void putPixels(
      ImageInputConfig image, List<ModelInput> batch, Map<String, Tensor> tensors) {
    int size = image.values();
    float[] values = new float[batch.size() * size];
    for (int row = 0; row < batch.size(); row++) {
      System.arraycopy(batch.get(row).pixels(), 0, values, row * size, size);
    }
    Tensor tensor =
        image.channelsLast()
            ? Tensor.of(values, batch.size(), image.height(), image.width(), 3)
            : Tensor.of(values, batch.size(), 3, image.height(), image.width());
    tensors.put(image.tensor(), tensor);
  }
}
