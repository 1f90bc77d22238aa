package io.freshet.scoring.configured;

import io.freshet.scoring.inference.ModelException;
import io.freshet.scoring.inference.Tensor;
import io.freshet.scoring.inference.TensorType;
import io.freshet.scoring.text.Pooling;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** From the tensors that a model gives to what they mean. */
final class OutputReader {
  private final OutputsConfig config;
  private final String key;

  /**
   * @param key of the outputs, for messages
   */
  OutputReader(OutputsConfig config, String key) {
    this.config = config;
    this.key = key;
  }

  /**
   * @param batch that was passed
   * @throws ModelException when a tensor is missing, or of another type or shape
   */
  List<ModelAnswer> read(Map<String, Tensor> tensors, List<ModelInput> batch)
      throws ModelException {
    List<float[]> classes = classes(tensors, batch.size());
    List<float[]> scores = scores(tensors, batch.size());
    List<float[]> vectors = vectors(tensors, batch);
    List<ModelAnswer> answers = new ArrayList<>(batch.size());
    for (int row = 0; row < batch.size(); row++) {
      answers.add(
          new ModelAnswer(
              classes.isEmpty() ? List.of() : list(classes.get(row)),
              scores.isEmpty() ? Optional.empty() : Optional.of((double) scores.get(row)[0]),
              vectors.isEmpty() ? List.of() : list(vectors.get(row)),
              Optional.empty()));
    }
    return answers;
  }

  private List<float[]> classes(Map<String, Tensor> tensors, int batch) throws ModelException {
    OutputsConfig.Classes classes = config.classes();
    if (classes == null) {
      return List.of();
    }
    int labels = classes.names().size();
    Tensor tensor = tensor(key + ".classes.tensor", classes.tensor(), tensors);
    require(
        hasShape(tensor, batch, labels),
        key + ".classes.tensor",
        classes.tensor(),
        tensor,
        "[" + batch + ", " + labels + "]");
    List<float[]> rows = rows(tensor.floats(), batch);
    if (classes.softmax()) {
      rows.forEach(Activations::softmax);
    }
    return rows;
  }

  private List<float[]> scores(Map<String, Tensor> tensors, int batch) throws ModelException {
    OutputsConfig.Score score = config.score();
    if (score == null) {
      return List.of();
    }
    Tensor tensor = tensor(key + ".score.tensor", score.tensor(), tensors);
    require(
        hasShape(tensor, batch) || hasShape(tensor, batch, 1),
        key + ".score.tensor",
        score.tensor(),
        tensor,
        "[" + batch + "] or [" + batch + ", 1]");
    List<float[]> rows = rows(tensor.floats(), batch);
    if (score.sigmoid()) {
      rows.forEach(row -> row[0] = Activations.sigmoid(row[0]));
    }
    return rows;
  }

  private List<float[]> vectors(Map<String, Tensor> tensors, List<ModelInput> batch)
      throws ModelException {
    OutputsConfig.Vector vector = config.embedding();
    if (vector == null) {
      return List.of();
    }
    Tensor tensor = tensor(key + ".embedding.tensor", vector.tensor(), tensors);
    long[] shape = tensor.shape();
    require(
        shape.length == (config.poolsTokens() ? 3 : 2) && shape[0] == batch.size(),
        key + ".embedding.tensor",
        vector.tensor(),
        tensor,
        "[" + batch.size() + (config.poolsTokens() ? ", tokens, dimensions]" : ", dimensions]"));
    List<float[]> rows = rows(tensor.floats(), batch.size());
    if (vector.pooling() != null) {
      for (int row = 0; row < batch.size(); row++) {
        int tokens = batch.get(row).tokens().length;
        rows.set(row, vector.pooling().pool(rows.get(row), 0, tokens, (int) shape[2]));
      }
    }
    if (vector.normalise()) {
      rows.forEach(Pooling::normalise);
    }
    return rows;
  }

  private Tensor tensor(String at, String name, Map<String, Tensor> tensors) throws ModelException {
    @Nullable Tensor tensor = tensors.get(name);
    if (tensor == null) {
      throw new ModelException(
          at + " = " + name + ": the model gave no such float32 output, found " + tensors);
    }
    require(tensor.type() == TensorType.FLOAT32, at, name, tensor, "float32");
    return tensor;
  }

  private void require(boolean holds, String at, String name, Tensor found, String expected)
      throws ModelException {
    if (!holds) {
      throw new ModelException(
          at + " = " + name + ": the model gave " + found + ", expected " + expected);
    }
  }

  private static boolean hasShape(Tensor tensor, long... shape) {
    return Arrays.equals(tensor.shape(), shape);
  }

  private static List<float[]> rows(float[] values, int batch) {
    int width = values.length / batch;
    List<float[]> rows = new ArrayList<>(batch);
    for (int row = 0; row < batch; row++) {
      rows.add(Arrays.copyOfRange(values, row * width, (row + 1) * width));
    }
    return rows;
  }

  private static List<Float> list(float[] values) {
    List<Float> list = new ArrayList<>(values.length);
    for (float value : values) {
      list.add(value);
    }
    return list;
  }
}
