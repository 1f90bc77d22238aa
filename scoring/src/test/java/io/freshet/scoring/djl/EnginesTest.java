package io.freshet.scoring.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.Device;
import ai.djl.util.cuda.CudaUtils;
import ai.onnxruntime.OrtEnvironment;
import io.freshet.scoring.inference.DeviceChoice;
import io.freshet.scoring.inference.ModelException;
import org.junit.jupiter.api.Test;

class EnginesTest {
  @Test
  void hasBothEnginesInOneProcess() {
    assertThat(Engines.onnxRuntime().getEngineName()).isEqualTo("OnnxRuntime");
    assertThat(Engines.pyTorch().getEngineName()).isEqualTo("PyTorch");
    assertThat(OrtEnvironment.getEnvironment().getVersion()).startsWith("1.21.");
  }

  @Test
  void takesTheCpuWhereThereIsNoGpu() throws ModelException {
    if (CudaUtils.getGpuCount() == 0) {
      assertThat(Engines.device(DeviceChoice.AUTO, Engines.onnxRuntime())).isEqualTo(Device.cpu());
    }
    assertThat(Engines.device(DeviceChoice.CPU, Engines.pyTorch())).isEqualTo(Device.cpu());
    assertThat(Engines.name(Device.gpu(1))).isEqualTo("gpu:1");
  }

  @Test
  void refusesAGpuThatIsNotThere() {
    DeviceChoice choice = DeviceChoice.parse("device", "gpu:9000");
    assertThatThrownBy(() -> Engines.device(choice, Engines.onnxRuntime()))
        .isInstanceOf(ModelException.class)
        .hasMessage("device gpu:9000, found " + CudaUtils.getGpuCount() + " GPUs");
  }
}
