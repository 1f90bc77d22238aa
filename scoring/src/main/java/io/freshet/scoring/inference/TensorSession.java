package io.freshet.scoring.inference;

import java.util.List;
import java.util.Map;

/**
 * A loaded model file: named tensors in, named tensors out. Several threads may run it at once.
 * Closing it while it runs is safe: what it holds is freed when the last run has ended.
 */
public interface TensorSession extends AutoCloseable {
  /** Where it runs: cpu, gpu:0, …. */
  String device();

  /** In the order of the model. */
  List<TensorSpec> inputs();

  /**
   * In the order of the model. TorchScript does not tell them: then the list is empty, and a run
   * names them {@code output-0}, {@code output-1}, … or by their keys, if it gives a dictionary.
   */
  List<TensorSpec> outputs();

  /**
   * Runs the model.
   *
   * @param inputs by name, all of {@link #inputs}
   * @return the outputs with elements of float32 or int64, by name, in the order of the model
   * @throws ModelException when an input is missing, unknown, of another type or shape, or the
   *     model fails
   * @throws IllegalStateException when it is closed
   */
  Map<String, Tensor> run(Map<String, Tensor> inputs) throws ModelException;

  /** Frees the model, or gives a shared one back; a second call does nothing. */
  @Override
  void close();
}
