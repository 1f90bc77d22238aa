package io.freshet.scoring.djl;

import ai.djl.Device;
import io.freshet.scoring.inference.DeviceChoice;
import io.freshet.scoring.inference.ModelException;
import io.freshet.scoring.inference.ModelSource;
import io.freshet.scoring.inference.SharedResources;
import io.freshet.scoring.inference.TensorSession;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * The models that are loaded in this process: one copy of the weights per source and device, shared
 * by all who opened it, freed when the last of them has closed it.
 */
public final class SharedModels {
  private static final SharedResources<Key, TensorSession> SESSIONS =
      new SharedResources<>(TensorSession::close);
  private static final byte[] ZIP = {'P', 'K', 3, 4};

  /** The role is left out: two may play the same model. */
  private record Key(
      String model, String version, String uri, String sha256, DeviceChoice device) {}

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
    Key key = new Key(source.model(), source.version(), source.uri(), source.sha256(), device);
    return new SharedSession(SESSIONS.open(key, () -> load(source, device, maxBytes)));
  }

  private static TensorSession load(ModelSource source, DeviceChoice choice, long maxBytes)
      throws ModelException {
    String name = source.model() + " version " + source.version();
    Path file = ModelFiles.modelIn(ModelFiles.fetch(source, maxBytes));
    if (isZip(file)) {
      Device device = Engines.device(choice, Engines.pyTorch());
      return TorchSession.open(name, file, device);
    }
    return OnnxSession.open(name, file, Engines.device(choice, Engines.onnxRuntime()));
  }

  /** As TorchScript files are, and ONNX files are not. */
  private static boolean isZip(Path file) throws ModelException {
    try (InputStream in = Files.newInputStream(file)) {
      return Arrays.equals(in.readNBytes(ZIP.length), ZIP);
    } catch (IOException e) {
      throw new ModelException("cannot read " + file + ": " + e.getMessage(), e);
    }
  }
}
