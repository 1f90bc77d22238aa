package io.freshet.scoring.djl;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDManager;
import ai.djl.onnxruntime.engine.OrtNDManager;
import ai.djl.onnxruntime.engine.OrtSymbolBlock;
import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import io.freshet.scoring.inference.ModelException;
import io.freshet.scoring.inference.TensorSpec;
import io.freshet.scoring.inference.TensorType;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;

/**
 * An ONNX file in ONNX Runtime, run through DJL. The session itself is made here and handed to
 * DJL's block, not made by DJL's Model: that one hides the session, and tells of the inputs the
 * names only and of the outputs nothing before a run, so no wrong shape or type could be named at
 * the start.
 */
final class OnnxSession extends BlockSession {
  private final List<TensorSpec> inputs;
  private final List<TensorSpec> outputs;

  private OnnxSession(
      String name,
      NDManager manager,
      OrtSymbolBlock block,
      List<TensorSpec> inputs,
      List<TensorSpec> outputs) {
    super(name, manager, block, manager::close);
    this.inputs = inputs;
    this.outputs = outputs;
  }

  /**
   * Loads a file.
   *
   * @param name for messages
   * @throws ModelException when ONNX Runtime cannot read it
   */
  static OnnxSession open(String name, Path file, Device device) throws ModelException {
    Engine engine = Engines.onnxRuntime();
    OrtNDManager manager = (OrtNDManager) engine.newBaseManager(device);
    try (OrtSession.SessionOptions options = options(device)) {
      OrtSession session = OrtEnvironment.getEnvironment().createSession(file.toString(), options);
      OrtSymbolBlock block = new OrtSymbolBlock(session, manager);
      return new OnnxSession(
          name,
          manager,
          block,
          specs(session.getInputInfo().values()),
          specs(session.getOutputInfo().values()));
    } catch (OrtException e) {
      manager.close();
      throw new ModelException(
          "model " + name + ": ONNX Runtime cannot load it: " + e.getMessage(), e);
    }
  }

  @Override
  public List<TensorSpec> inputs() {
    return inputs;
  }

  @Override
  public List<TensorSpec> outputs() {
    return outputs;
  }

  @Override
  boolean passesNames() {
    return true;
  }

  private static OrtSession.SessionOptions options(Device device) throws OrtException {
    OrtSession.SessionOptions options = new OrtSession.SessionOptions();
    options.setIntraOpNumThreads(1);
    options.setInterOpNumThreads(1);
    if (device.isGpu()) {
      options.addCUDA(device.getDeviceId());
    }
    return options;
  }

  private static List<TensorSpec> specs(Collection<NodeInfo> nodes) {
    return nodes.stream().map(OnnxSession::spec).toList();
  }

  private static TensorSpec spec(NodeInfo node) {
    if (!(node.getInfo() instanceof TensorInfo)) {
      return new TensorSpec(node.getName(), TensorType.UNKNOWN, new long[0]);
    }
    TensorInfo info = (TensorInfo) node.getInfo();
    return new TensorSpec(node.getName(), type(info.type), info.getShape());
  }

  private static TensorType type(OnnxJavaType type) {
    switch (type) {
      case FLOAT:
        return TensorType.FLOAT32;
      case DOUBLE:
        return TensorType.FLOAT64;
      default:
        return TensorType.valueOf(type.name());
    }
  }
}
