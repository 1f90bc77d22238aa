package io.freshet.scoring.djl;

import ai.djl.Device;
import ai.djl.MalformedModelException;
import ai.djl.Model;
import io.freshet.scoring.inference.ModelException;
import io.freshet.scoring.inference.TensorSpec;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * A TorchScript file in PyTorch, run through DJL. The file tells the names of the arguments of
 * {@code forward}, not their shapes and types, and nothing of what it returns.
 */
final class TorchSession extends BlockSession {
  private final List<TensorSpec> inputs;

  private TorchSession(String name, Model model, List<TensorSpec> inputs) {
    // A model that is no longer reachable closes its manager under the block: this keeps it.
    super(name, model.getNDManager(), model.getBlock(), model::close);
    this.inputs = inputs;
  }

  /**
   * Loads a file.
   *
   * @param name for messages
   * @throws ModelException when PyTorch cannot read it, or its {@code forward} takes other things
   *     than tensors
   */
  static TorchSession open(String name, Path file, Device device) throws ModelException {
    List<TensorSpec> inputs = TorchSignature.inputs(name, file);
    Model model = Engines.pyTorch().newModel(name, device);
    try {
      model.load(file);
      return new TorchSession(name, model, inputs);
    } catch (IOException | MalformedModelException | RuntimeException e) {
      model.close();
      throw new ModelException("model " + name + ": PyTorch cannot load it: " + e.getMessage(), e);
    }
  }

  @Override
  public List<TensorSpec> inputs() {
    return inputs;
  }

  @Override
  public List<TensorSpec> outputs() {
    return List.of();
  }

  @Override
  boolean passesNames() {
    return false;
  }
}
