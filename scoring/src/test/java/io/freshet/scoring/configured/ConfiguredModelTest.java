package io.freshet.scoring.configured;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.freshet.schemas.record.InferenceRequest;
import io.freshet.scoring.Samples;
import io.freshet.scoring.ScoringException;
import io.freshet.scoring.inference.ModelException;
import io.freshet.scoring.inference.Tensor;
import io.freshet.scoring.inference.TensorSession;
import io.freshet.scoring.inference.TensorSpec;
import io.freshet.scoring.inference.TensorType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ConfiguredModelTest {
  private static final long[] SHAPE = {-1, 4};
  private static final InferenceRequest GOOD = text("a b");
  private static final InferenceRequest BAD = Samples.inferenceRequest("q", "own");

  private final Lengths session = new Lengths();

  @Test
  void fillsTextsUpToTheTokensThatTheModelFixes() throws ModelException {
    ConfiguredModel model = open(4);

    List<ModelAnswer> answers = model.infer(List.of(GOOD, text("a b c d")));

    assertThat(answers).extracting(a -> a.score().orElseThrow()).containsExactly(2.0, 4.0);
    assertThat(session.passed.get(session.passed.size() - 1).shape()).containsExactly(2, 4);
  }

  @Test
  void isWarmedUpWithTheLongestText() throws ModelException {
    open(4);

    assertThat(session.passed).hasSize(2);
    assertThat(session.passed.get(1).longs()).doesNotContain(0);
  }

  @Test
  void refusesMoreTokensThanTheModelFixes() {
    assertThatThrownBy(() -> open(5))
        .hasMessage(
            "scoring.models[own].inputs.text.max-tokens = 5: the model has input"
                + " input_ids: int64[?, 4], expected at most as many");
  }

  /** Else a broken model would look alive as long as some requests are refused. */
  @Test
  void aRefusalIsAnAnswerOnlyWhileTheModelWorks() throws ModelException {
    ConfiguredModel model = open(4);
    assertThat(model.infer(List.of(BAD)).get(0).refusal()).isPresent();

    session.broken = true;
    assertThatThrownBy(() -> model.infer(List.of(GOOD, BAD))).isInstanceOf(ModelException.class);
    assertThatThrownBy(() -> model.infer(List.of(BAD)))
        .isInstanceOfSatisfying(
            ScoringException.class, e -> assertThat(e.reason()).isEqualTo("missing-field"));

    session.broken = false;
    assertThat(model.infer(List.of(GOOD, BAD))).hasSize(2);
    assertThat(model.infer(List.of(BAD)).get(0).refusal()).isPresent();
  }

  private ConfiguredModel open(int maxTokens) throws ModelException {
    TextInputConfig text =
        new TextInputConfig("minilm-int8", null, maxTokens, null, null, null, null);
    ConfiguredModelConfig config =
        new ConfiguredModelConfig(
            "own",
            "classpath:own.onnx",
            null,
            null,
            null,
            null,
            new InputsConfig(text, null, null),
            new OutputsConfig(null, new OutputsConfig.Score("length", null), null),
            null);
    return ConfiguredModel.open(config, config.source(), session, Optional.of(new Words()));
  }

  private static InferenceRequest text(String text) {
    return InferenceRequest.newBuilder(Samples.inferenceRequest("q", "own")).setText(text).build();
  }

  /** A token per word. */
  private static final class Words implements TextTokens {
    @Override
    public long[] ids(String text) {
      return text.strip().chars().filter(c -> c != ' ').asLongStream().toArray();
    }

    @Override
    public int added() {
      return 0;
    }

    @Override
    public void close() {}
  }

  /** Counts the tokens that are not 0. */
  private static final class Lengths implements TensorSession {
    private final List<Tensor> passed = new ArrayList<>();
    private boolean broken;

    @Override
    public String device() {
      return "cpu";
    }

    @Override
    public List<TensorSpec> inputs() {
      return List.of(new TensorSpec("input_ids", TensorType.INT64, SHAPE));
    }

    @Override
    public List<TensorSpec> outputs() {
      return List.of(new TensorSpec("length", TensorType.FLOAT32, new long[] {-1}));
    }

    @Override
    public Map<String, Tensor> run(Map<String, Tensor> inputs) throws ModelException {
      if (broken) {
        throw new ModelException("broken");
      }
      Tensor ids = inputs.get("input_ids");
      passed.add(ids);
      float[] lengths = new float[(int) ids.shape()[0]];
      for (int i = 0; i < ids.longs().length; i++) {
        lengths[i / 4] += ids.longs()[i] == 0 ? 0 : 1;
      }
      return Map.of("length", Tensor.of(lengths, lengths.length));
    }

    @Override
    public void close() {}
  }
}
