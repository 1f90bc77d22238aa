package io.freshet.scoring.djl;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.engine.EngineException;
import ai.djl.engine.StandardCapabilities;
import ai.djl.util.cuda.CudaUtils;
import io.freshet.scoring.inference.DeviceChoice;
import io.freshet.scoring.inference.ModelException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * DJL's engines, set up the only way that this process uses them: without calls to the network, and
 * with one thread per caller, for thread pools of several callers on few cores wait for each other.
 * An engine is always asked for by name, since with two of them present DJL's default is PyTorch.
 * ONNX Runtime's own environment can only be had after DJL's engine has made it: here.
 */
public final class Engines {
  private static final Logger LOG = LoggerFactory.getLogger(Engines.class);
  private static final Map<String, Device> AUTOMATIC = new ConcurrentHashMap<>();

  static {
    System.setProperty("ai.djl.offline", "true");
    System.setProperty("OPT_OUT_TRACKING", "true");
    System.setProperty("ai.djl.pytorch.num_threads", "1");
    System.setProperty("ai.djl.pytorch.num_interop_threads", "1");
    System.setProperty("ai.djl.onnxruntime.num_threads", "1");
    System.setProperty("ai.djl.onnxruntime.num_interop_threads", "1");
    // Each shape of a batch would be compiled anew.
    System.setProperty("ai.djl.pytorch.graph_optimizer", "false");
    // PyTorch is not loaded beside ONNX Runtime for array operations that no session here calls.
    System.setProperty("ai.djl.onnx.disable_alternative", "true");
  }

  private Engines() {}

  public static Engine onnxRuntime() {
    return engine("OnnxRuntime");
  }

  public static Engine pyTorch() {
    return engine("PyTorch");
  }

  /**
   * The device of an engine.
   *
   * @throws ModelException when a GPU is asked for that is not there
   */
  public static Device device(DeviceChoice choice, Engine engine) throws ModelException {
    if (choice.isAuto()) {
      return AUTOMATIC.computeIfAbsent(engine.getEngineName(), name -> automatic(engine));
    }
    return choice.gpu().isPresent() ? gpu(choice.gpu().getAsInt(), engine) : Device.cpu();
  }

  /** As it is told in records, logs and configurations: cpu, gpu:0, …. */
  public static String name(Device device) {
    return device.isGpu() ? "gpu:" + device.getDeviceId() : "cpu";
  }

  private static Engine engine(String name) {
    try {
      return Engine.getEngine(name);
    } catch (EngineException e) {
      throw new IllegalStateException(
          "the native library of "
              + name
              + " cannot be loaded: "
              + e.getMessage()
              + "; built with -Pgpu, PyTorch needs PYTORCH_LIBRARY_PATH to name an installed one",
          e);
    }
  }

  private static Device gpu(int number, Engine engine) throws ModelException {
    int found = CudaUtils.getGpuCount();
    if (number >= found) {
      throw new ModelException("device gpu:" + number + ", found " + found + " GPUs");
    }
    if (!engine.hasCapability(StandardCapabilities.CUDA)) {
      throw new ModelException(
          "device gpu:"
              + number
              + ", but "
              + engine.getEngineName()
              + " is here without CUDA: build with -Pgpu");
    }
    return Device.gpu(number);
  }

  private static Device automatic(Engine engine) {
    int found = CudaUtils.getGpuCount();
    boolean usable = found > 0 && engine.hasCapability(StandardCapabilities.CUDA);
    Device device = usable ? Device.gpu(0) : Device.cpu();
    LOG.info(
        "Models run on {} with {} {}: {} GPUs found{}",
        name(device),
        engine.getEngineName(),
        engine.getVersion(),
        found,
        found > 0 && !usable ? ", but the engine is here without CUDA: build with -Pgpu" : "");
    return device;
  }
}
