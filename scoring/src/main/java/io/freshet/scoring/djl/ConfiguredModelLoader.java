package io.freshet.scoring.djl;

import io.freshet.schemas.record.InferenceRequest;
import io.freshet.scoring.configured.ConfiguredModel;
import io.freshet.scoring.configured.ConfiguredModelConfig;
import io.freshet.scoring.configured.ModelAnswer;
import io.freshet.scoring.configured.TextInputConfig;
import io.freshet.scoring.configured.TextTokens;
import io.freshet.scoring.inference.InferenceModel;
import io.freshet.scoring.inference.ModelException;
import io.freshet.scoring.inference.ModelLoader;
import io.freshet.scoring.inference.ModelSource;
import io.freshet.scoring.inference.SharedResources;
import io.freshet.scoring.inference.SharedResources.Lease;
import io.freshet.scoring.inference.TensorSession;
import io.freshet.scoring.text.EncoderConfig;
import java.util.Optional;

/**
 * Loads versions of a model of the user's own: all have the inputs and outputs that are configured.
 */
public final class ConfiguredModelLoader implements ModelLoader<InferenceRequest, ModelAnswer> {
  private static final long serialVersionUID = 1L;
  private static final long MAX_TOKENIZER_BYTES = 64L << 20;
  private static final SharedResources<TextInputConfig, TextTokenizer> TOKENIZERS =
      new SharedResources<>(TextTokenizer::close);

  private final ConfiguredModelConfig config;

  public ConfiguredModelLoader(ConfiguredModelConfig config) {
    this.config = config;
  }

  @Override
  public ModelSource configured() {
    return config.source();
  }

  @Override
  public InferenceModel<InferenceRequest, ModelAnswer> load(ModelSource source)
      throws ModelException {
    config.requireChecksum(source);
    TensorSession session = SharedModels.open(source, config.deviceChoice(), config.mostBytes());
    Optional<TextTokens> tokenizer = Optional.empty();
    try {
      tokenizer = tokenizer();
      return ConfiguredModel.open(config, source, session, tokenizer);
    } catch (ModelException | RuntimeException e) {
      session.close();
      tokenizer.ifPresent(TextTokens::close);
      throw e;
    }
  }

  private Optional<TextTokens> tokenizer() throws ModelException {
    TextInputConfig text = config.in().text();
    if (text == null) {
      return Optional.empty();
    }
    Lease<TextTokenizer> lease = TOKENIZERS.open(text, () -> read(text));
    return Optional.of(new LeasedTokens(lease));
  }

  /** One more token than may be, so that it is seen when a text is too long. */
  private static TextTokenizer read(TextInputConfig text) throws ModelException {
    int most = text.truncate() ? text.most() : text.most() + 1;
    return TextTokenizer.open(ModelFiles.fetch(source(text), MAX_TOKENIZER_BYTES), most);
  }

  private static ModelSource source(TextInputConfig text) {
    if (!text.builtIn()) {
      return new ModelSource("tokenizer", "tokenizer", "1", text.tokenizer(), text.sha256());
    }
    ModelSource encoder = EncoderConfig.defaults().withName(text.tokenizer()).source();
    String uri = encoder.uri().replaceFirst("\\.onnx$", "-tokenizer.json");
    return new ModelSource("tokenizer", encoder.model(), encoder.version(), uri, "");
  }

  /** A tokenizer that other models of this process may have as well. */
  private record LeasedTokens(Lease<TextTokenizer> lease) implements TextTokens {
    @Override
    public long[] ids(String text) {
      return lease.get().encode(text);
    }

    @Override
    public int added() {
      return lease.get().specials();
    }

    @Override
    public void close() {
      lease.close();
    }
  }
}
