package io.freshet.scoring.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.freshet.scoring.inference.InferenceModel;
import io.freshet.scoring.inference.ModelException;
import io.freshet.scoring.inference.ModelSource;
import io.freshet.scoring.onnx.OnnxGraph;
import io.freshet.scoring.onnx.OnnxModels;
import io.freshet.scoring.text.Embedding;
import io.freshet.scoring.text.EncoderConfig;
import io.freshet.scoring.text.Pooling;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TextEncoderLoaderTest {
  private static final String MODEL = "all-minilm-l6-v2-q.onnx";
  private static final String TOKENIZER = "all-minilm-l6-v2-q-tokenizer.json";
  private static final List<String> TEXTS = List.of("A text.", "Another, longer than the first.");

  @TempDir private Path folder;

  @Test
  void loadsAnEncoderOfOnesOwn() throws Exception {
    Path zip = zip(MODEL, "model.onnx", TOKENIZER, "tokenizer.json");
    List<Embedding> own = encode(config(zip, 256));
    List<Embedding> builtIn = encode(EncoderConfig.defaults());

    assertThat(own.get(0).encoding()).isEqualTo("mine/7");
    assertThat(own.get(0).components()).isEqualTo(builtIn.get(0).components());
    assertThat(own.get(1).components()).isEqualTo(builtIn.get(1).components());
  }

  @Test
  void refusesAnArchiveWithoutTokenizer() throws Exception {
    assertThatThrownBy(() -> encode(config(zip(MODEL, "model.onnx"), 256)))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("mine version 7")
        .hasMessageContaining("no tokenizer.json in it");
  }

  @Test
  void refusesATokenizerThatIsNone() throws Exception {
    Path zip = zip(MODEL, "model.onnx", MODEL, "tokenizer.json");

    assertThatThrownBy(() -> encode(config(zip, 256)))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("tokenizer.json cannot be read");
  }

  @Test
  void refusesMoreTokensThanTheModelHasPositionsFor() throws Exception {
    Path zip = zip(MODEL, "model.onnx", TOKENIZER, "tokenizer.json");

    assertThatThrownBy(() -> encode(config(zip, 1024)))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("mine version 7");
  }

  @Test
  void refusesAFileThatIsNotThere() {
    ModelSource missing =
        new ModelSource(EncoderConfig.ROLE, "mine", "7", "classpath:nothing.onnx", "");

    assertThatThrownBy(() -> new TextEncoderLoader(EncoderConfig.defaults()).load(missing))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("nothing");
  }

  @Test
  void refusesAModelThatIsNoEncoder() throws Exception {
    assertRefused(OnnxModels.identity(4), "the input x: float32[?, 4], expected int64[?, ?] named");
    assertRefused(
        OnnxModels.meanOfTokens(new float[][] {{1, 2}, {3, 4}}),
        "the outputs [embedding: float32[?, 2]], expected float32[?, ?, ?]");
  }

  private void assertRefused(OnnxGraph graph, String message) throws IOException {
    Path onnx = folder.resolve("other.onnx");
    graph.write(onnx);
    copy(TOKENIZER, folder.resolve("other-tokenizer.json"));
    ModelSource other =
        new ModelSource(
            EncoderConfig.ROLE, "other", "1", onnx.toUri().toString(), Checksums.of(onnx));

    assertThatThrownBy(() -> new TextEncoderLoader(EncoderConfig.defaults()).load(other))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining(message);
  }

  private static List<Embedding> encode(EncoderConfig config) throws Exception {
    TextEncoderLoader loader = new TextEncoderLoader(config);
    try (InferenceModel<String, Embedding> encoder = loader.load(loader.configured())) {
      return encoder.infer(TEXTS);
    }
  }

  private static EncoderConfig config(Path zip, int maxTokens) throws IOException {
    return new EncoderConfig(
        "mine",
        "7",
        zip.toUri().toString(),
        Checksums.of(zip),
        "cpu",
        maxTokens,
        20_000,
        Pooling.MEAN,
        true);
  }

  /** Of resources and the names that they have in it. */
  private Path zip(String... resourcesAndNames) throws IOException {
    Path zip = folder.resolve("encoder.zip");
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
      out.setLevel(0);
      for (int i = 0; i < resourcesAndNames.length; i += 2) {
        out.putNextEntry(new ZipEntry(resourcesAndNames[i + 1]));
        try (InputStream in = getClass().getResourceAsStream("/" + resourcesAndNames[i])) {
          in.transferTo(out);
        }
      }
    }
    return zip;
  }

  private void copy(String resource, Path to) throws IOException {
    try (InputStream in = getClass().getResourceAsStream("/" + resource)) {
      Files.copy(in, to, StandardCopyOption.REPLACE_EXISTING);
    }
  }
}
