package io.freshet.scoring.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.freshet.schemas.config.ConfigException;
import io.freshet.schemas.config.ConfigFile;
import io.freshet.scoring.ScoringConfig;
import io.freshet.scoring.inference.InferenceModel;
import io.freshet.scoring.inference.ModelSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PrototypesTest {
  /** Knows four words, each with a vector of its own. */
  private static final class Words implements InferenceModel<String, Embedding> {
    private static final List<String> KNOWN = List.of("good", "fine", "bad", "dull");

    @Override
    public ModelSource source() {
      return new ModelSource("text-encoder", "words", "1", "classpath:words", "");
    }

    @Override
    public String device() {
      return "cpu";
    }

    @Override
    public List<Embedding> infer(List<String> batch) {
      return batch.stream().map(Words::vector).toList();
    }

    @Override
    public void close() {
      // Nothing is held.
    }

    static Embedding vector(String word) {
      float[] vector = new float[KNOWN.size()];
      vector[KNOWN.indexOf(word)] = 1;
      return Embedding.of(vector, "words/1");
    }
  }

  @Test
  void aClassIsTheMeanDirectionOfItsSentences() throws Exception {
    TaskConfig task =
        new TaskConfig(
            Map.of("positive", List.of("good", "fine"), "negative", List.of("bad", "dull")), 10.0);
    Map<String, Float> offsets =
        Prototypes.of(Map.of("mood", task), new Words()).offsets(Words.vector("good")).get("mood");
    float half = (float) (10 * Math.sqrt(0.5) / 2);
    assertThat(offsets.get("positive")).isCloseTo(half, within(1e-4f));
    assertThat(offsets.get("negative")).isCloseTo(-half, within(1e-4f));
  }

  @Test
  void withoutSentencesTheNameOfAClassSpeaksForIt() throws Exception {
    Map<String, List<String>> classes = new LinkedHashMap<>();
    classes.put("good", List.of());
    classes.put("bad", List.of());
    classes.put("dull", List.of());
    Prototypes prototypes =
        Prototypes.of(Map.of("mood", new TaskConfig(classes, 3.0)), new Words());
    Map<String, Float> offsets = prototypes.offsets(Words.vector("bad")).get("mood");
    assertThat(offsets.keySet()).containsExactly("good", "bad", "dull");
    assertThat(offsets.get("bad")).isCloseTo(2f, within(1e-4f));
    assertThat(offsets.get("good")).isCloseTo(-1f, within(1e-4f));
  }

  @Test
  void readsTasksFromTheConfiguration() {
    ConfigFile file =
        ConfigFile.parse(
            "test", "scoring: {text: {tasks: {mood: {classes: {good: [], bad: [dull]}}}}}");
    TaskConfig task =
        file.section(ScoringConfig.SECTION, ScoringConfig.defaults()).text().tasks().get("mood");
    assertThat(task.seeds("good")).containsExactly("good");
    assertThat(task.seeds("bad")).containsExactly("dull");
    assertThat(task.temperature()).isEqualTo(TaskConfig.DEFAULT_TEMPERATURE);
  }

  @Test
  void saysWhatIsWrong() {
    assertThatThrownBy(() -> new TaskConfig(Map.of("good", List.of()), 1.0))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("scoring.text.tasks.*.classes")
        .hasMessageContaining("two or more");
    assertThatThrownBy(() -> new TaskConfig(Map.of("a", List.of(), "b", List.of()), -1.0))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("temperature = -1.0");
  }
}
