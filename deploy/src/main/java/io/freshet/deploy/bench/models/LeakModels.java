package io.freshet.deploy.bench.models;

import io.freshet.scoring.djl.SharedModels;
import io.freshet.scoring.djl.TextEncoderLoader;
import io.freshet.scoring.inference.DeviceChoice;
import io.freshet.scoring.inference.InferenceModel;
import io.freshet.scoring.inference.ModelException;
import io.freshet.scoring.inference.ModelSource;
import io.freshet.scoring.inference.Tensor;
import io.freshet.scoring.inference.TensorSession;
import io.freshet.scoring.text.Embedding;
import io.freshet.scoring.text.EncoderConfig;
import java.util.List;
import java.util.Map;

/**
 * One version of each kind of model: an ONNX and a TorchScript file of a few weights, whose calls
 * are all hand-over, and the text encoder. The files hold the same softmax of two inputs, with
 * weights (1, -1) and (0.5, 2) and biases 0.25 and 0.
 */
final class LeakModels implements AutoCloseable {
  private static final String PLACE = "classpath:io/freshet/deploy/bench/softmax.";
  private static final long MAX_BYTES = 1 << 20;
  private static final int WORDS = 24;

  private final TensorSession onnx;
  private final TensorSession torch;
  private final InferenceModel<String, Embedding> encoder;

  private LeakModels(
      TensorSession onnx, TensorSession torch, InferenceModel<String, Embedding> encoder) {
    this.onnx = onnx;
    this.torch = torch;
    this.encoder = encoder;
  }

  static LeakModels open(int version) throws ModelException {
    EncoderConfig config = EncoderConfig.defaults();
    ModelSource known = config.source();
    ModelSource source =
        new ModelSource(
            known.role(), known.model(), Integer.toString(version), known.uri(), known.sha256());
    return new LeakModels(
        tiny("onnx", version), tiny("pt", version), new TextEncoderLoader(config).load(source));
  }

  /** Makes call number n of a run. */
  void call(long n, int encoderEvery) throws ModelException {
    if (n % encoderEvery == 0) {
      encode(n / encoderEvery);
    } else {
      ask(n % 3 == 0 ? torch : onnx, n);
    }
  }

  @Override
  public void close() {
    onnx.close();
    torch.close();
    encoder.close();
  }

  private void encode(long n) throws ModelException {
    String text = "a word and more ".repeat(1 + (int) (n % WORDS) / 4) + n;
    try {
      float scale = encoder.infer(List.of(text)).get(0).scale();
      require(scale > 0 && Float.isFinite(scale), "scale " + scale);
    } catch (ModelException e) {
      throw e;
    } catch (Exception e) {
      throw new ModelException("cannot encode: " + e.getMessage(), e);
    }
  }

  private static void ask(TensorSession session, long n) throws ModelException {
    float a = n % 17 - 8;
    float b = n % 13 - 6;
    String input = session.inputs().get(0).name();
    Map<String, Tensor> answer = session.run(Map.of(input, Tensor.of(new float[] {a, b}, 1, 2)));
    float first = answer.values().iterator().next().floats()[0];
    double expected = 1 / (1 + Math.exp(0.5 * a + 2 * b - (a - b + 0.25)));
    require(Math.abs(first - expected) < 1e-5, first + " instead of " + expected);
  }

  private static void require(boolean right, String answer) throws ModelException {
    if (!right) {
      throw new ModelException("a wrong answer: " + answer);
    }
  }

  private static TensorSession tiny(String kind, int version) throws ModelException {
    ModelSource source =
        new ModelSource("bench", "softmax-" + kind, Integer.toString(version), PLACE + kind, "");
    return SharedModels.open(source, DeviceChoice.CPU, MAX_BYTES);
  }
}
