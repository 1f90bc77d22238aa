package io.freshet.scoring.djl;

import io.freshet.scoring.ScoringException;
import io.freshet.scoring.inference.InferenceModel;
import io.freshet.scoring.inference.ModelException;
import io.freshet.scoring.inference.ModelLoader;
import io.freshet.scoring.inference.ModelSource;
import io.freshet.scoring.inference.SharedResources;
import io.freshet.scoring.inference.SharedResources.Lease;
import io.freshet.scoring.inference.TensorSession;
import io.freshet.scoring.text.Embedding;
import io.freshet.scoring.text.EncoderConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Loads text encoders: a {@code .zip} with one {@code .onnx} file and {@code tokenizer.json}, or,
 * of those that come with the program, {@code NAME.onnx} with {@code NAME-tokenizer.json} beside
 * it.
 */
public final class TextEncoderLoader implements ModelLoader<String, Embedding> {
  private static final long serialVersionUID = 1L;
  private static final long MAX_BYTES = 4L << 30;
  private static final String ONNX = ".onnx";
  private static final String WORD = "a ";

  private static final SharedResources<TokenizerKey, TextTokenizer> TOKENIZERS =
      new SharedResources<>(TextTokenizer::close);

  private final EncoderConfig config;

  private record TokenizerKey(
      String model, String version, String uri, String sha256, int maxTokens) {}

  /**
   * @param config that names an encoder
   */
  public TextEncoderLoader(EncoderConfig config) {
    if (config.absent()) {
      throw new IllegalArgumentException("no encoder is configured, so none can be loaded");
    }
    this.config = config;
  }

  @Override
  public ModelSource configured() {
    return config.source();
  }

  @Override
  public InferenceModel<String, Embedding> load(ModelSource source) throws ModelException {
    return open(source);
  }

  /** The same, by its own type. */
  TextEncoder open(ModelSource source) throws ModelException {
    Lease<TextTokenizer> tokenizer = tokenizer(source);
    try {
      return withSession(source, tokenizer);
    } catch (ModelException | RuntimeException e) {
      tokenizer.close();
      throw e;
    }
  }

  private TextEncoder withSession(ModelSource source, Lease<TextTokenizer> tokenizer)
      throws ModelException {
    TensorSession session = SharedModels.open(source, config.deviceChoice(), MAX_BYTES);
    try {
      TokenTensors tensors = TokenTensors.of(source.toString(), session);
      TextEncoder encoder = new TextEncoder(source, config, session, tokenizer, tensors);
      warmUp(encoder);
      return encoder;
    } catch (ModelException | RuntimeException e) {
      session.close();
      throw e;
    }
  }

  private Lease<TextTokenizer> tokenizer(ModelSource source) throws ModelException {
    TokenizerKey key =
        new TokenizerKey(
            source.model(), source.version(), source.uri(), source.sha256(), config.maxTokens());
    return TOKENIZERS.open(
        key, () -> TextTokenizer.open(tokenizerFile(source), config.maxTokens()));
  }

  private static Path tokenizerFile(ModelSource source) throws ModelException {
    if (source.uri().endsWith(ONNX)) {
      String name = source.uri().substring(0, source.uri().length() - ONNX.length());
      return ModelFiles.fetch(
          new ModelSource(
              source.role(), source.model(), source.version(), name + "-tokenizer.json", ""),
          MAX_BYTES);
    }
    Path file = ModelFiles.fetch(source, MAX_BYTES).resolve("tokenizer.json");
    if (!Files.exists(file)) {
      throw new ModelException(source + ": no tokenizer.json in it");
    }
    return file;
  }

  /**
   * Runs a batch, then the longest text that there can be, which a model of fewer positions
   * refuses.
   */
  private void warmUp(TextEncoder encoder) throws ModelException {
    try {
      requireFinite(encoder, List.of("A short text.", "And one that is a little longer than it."));
      requireFinite(encoder, List.of(WORD.repeat(longest())));
    } catch (ScoringException e) {
      throw new ModelException(encoder.source() + " cannot encode a text: " + e.getMessage(), e);
    }
  }

  private int longest() {
    return Math.min(config.maxTokens(), config.maxCharacters() / WORD.length());
  }

  private static void requireFinite(TextEncoder encoder, List<String> texts) throws ModelException {
    for (float[] vector : encoder.vectors(texts)) {
      for (float value : vector) {
        if (!Float.isFinite(value)) {
          throw new ModelException(
              encoder.source() + " gives vectors with " + value + ", expected finite ones");
        }
      }
    }
  }
}
