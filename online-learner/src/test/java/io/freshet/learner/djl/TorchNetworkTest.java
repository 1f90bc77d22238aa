package io.freshet.learner.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.freshet.schemas.model.DeepFmConfig;
import io.freshet.schemas.model.DeepFmModel;
import io.freshet.schemas.model.DeepFmNetwork;
import io.freshet.schemas.model.SeededRows;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TorchNetworkTest {
  private static final int BATCH = 7;

  private final Random random = new Random(3);
  private final DeepFmModel model =
      new DeepFmModel(DeepFmConfig.defaults(), List.of("a", "b", "c"));
  private final DeepFmNetwork network = model.network();
  private final TorchNetwork torch = new TorchNetwork(network, 0, 1);
  private final int inputs = model.inputs();
  private final float[] x = inputs(BATCH);

  /** Biases keep the units away from the bend of the rectifier, where there is no derivative. */
  TorchNetworkTest() {
    for (int l = 0; l < network.layers().size(); l++) {
      SeededRows layer = network.layers().get(l);
      for (int i = 0; i < layer.weights().length; i++) {
        layer.weights()[i] = (float) (0.05 * random.nextGaussian());
      }
      int biases = network.inputs(l) * layer.width();
      for (int i = 0; i < layer.width(); i++) {
        layer.weights()[biases + i] = i % 3 == 0 ? -2 : 2;
      }
    }
  }

  @Test
  void outputsAreThoseOfTheForwardPassInJava() {
    float[] outputs = new float[2 * BATCH];
    torch.pass(x, BATCH, (out, gradient) -> System.arraycopy(out, 0, outputs, 0, outputs.length));
    for (int c = 0; c < BATCH; c++) {
      assertThat(outputs[2 * c]).isCloseTo(forward(c)[0], within(1e-4f));
      assertThat(outputs[2 * c + 1]).isCloseTo(forward(c)[1], within(1e-4f));
    }
  }

  @Test
  void gradientsAreThoseOfFiniteDifferences() {
    torch.pass(x, BATCH, TorchNetworkTest::squaredLoss);
    for (int i = 0; i < 60; i++) {
      int at = random.nextInt(BATCH * inputs);
      assertClose(torch.inputGradients()[at], difference(x, at));
    }
    for (int l = 0; l < network.layers().size(); l++) {
      float[] weights = network.layers().get(l).weights();
      for (int i = 0; i < 60; i++) {
        int at = random.nextInt(torch.layerGradients(l).length);
        assertClose(torch.layerGradients(l)[at], difference(weights, at));
      }
    }
  }

  @Test
  void batchesMayShrinkAndGrow() {
    torch.pass(x, 2, TorchNetworkTest::squaredLoss);
    float first = torch.inputGradients()[0];
    torch.pass(x, BATCH, TorchNetworkTest::squaredLoss);
    torch.pass(x, 2, TorchNetworkTest::squaredLoss);
    assertThat(torch.inputGradients()[0]).isCloseTo(first, within(1e-5f));
  }

  @Test
  void aBatchWithoutGradientIsNoError() {
    torch.pass(x, BATCH, (outputs, gradient) -> Arrays.fill(gradient, 0));
    assertThat(torch.layerGradients(0)).containsOnly(0);
  }

  @Test
  void dropoutFollowsFromItsSeedAndChangesFromPassToPass() {
    List<Float> outputs = droppedOutputs(5);
    assertThat(droppedOutputs(5)).isEqualTo(outputs);
    assertThat(droppedOutputs(6)).isNotEqualTo(outputs);
    assertThat(outputs).doesNotHaveDuplicates();
  }

  @Test
  void nativeMemoryStaysBounded() throws IOException {
    float[] batch = inputs(256);
    for (int i = 0; i < 500; i++) {
      torch.pass(batch, 256, TorchNetworkTest::squaredLoss);
    }
    long before = residentBytes();
    for (int i = 0; i < 3000; i++) {
      torch.pass(batch, 256, TorchNetworkTest::squaredLoss);
    }
    assertThat(residentBytes() - before).isLessThan(256L << 20);
  }

  private List<Float> droppedOutputs(long seed) {
    TorchNetwork dropping = new TorchNetwork(network, 0.5, seed);
    List<Float> outputs = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      dropping.pass(x, BATCH, (out, gradient) -> outputs.add(out[0]));
    }
    return outputs;
  }

  private static void squaredLoss(float[] outputs, float[] gradient) {
    for (int i = 0; i < gradient.length; i++) {
      gradient[i] = outputs[i];
    }
  }

  private static void assertClose(double gradient, double difference) {
    assertThat(gradient).isCloseTo(difference, within(0.01 + 0.01 * Math.abs(difference)));
  }

  /** ∂ ½ Σ out² by one value, by central differences of the forward pass in Java. */
  private double difference(float[] values, int at) {
    float value = values[at];
    float step = 1e-2f;
    values[at] = value + step;
    double above = loss();
    values[at] = value - step;
    double below = loss();
    values[at] = value;
    return (above - below) / (2 * step);
  }

  private double loss() {
    double loss = 0;
    for (int c = 0; c < BATCH; c++) {
      for (float out : forward(c)) {
        loss += 0.5 * out * out;
      }
    }
    return loss;
  }

  private float[] forward(int example) {
    float[] one = new float[inputs];
    System.arraycopy(x, example * inputs, one, 0, inputs);
    return network.forward(one).clone();
  }

  private float[] inputs(int batch) {
    float[] values = new float[batch * inputs];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return values;
  }

  private static long residentBytes() throws IOException {
    String[] pages = Files.readString(Path.of("/proc/self/statm")).split(" ");
    return Long.parseLong(pages[1]) * 4096;
  }
}
