package io.freshet.deploy;

import io.freshet.schemas.config.ConfigException;
import io.freshet.schemas.record.Text;
import io.freshet.scoring.djl.TextEncoderLoader;
import io.freshet.scoring.inference.InferenceModel;
import io.freshet.scoring.inference.ModelException;
import io.freshet.scoring.text.EncodedText;
import io.freshet.scoring.text.EncodedTextLoader;
import io.freshet.scoring.text.TextServingConfig;
import java.util.Optional;

/** The configured text encoder, for what runs beside the jobs. */
public final class TextEncoders {
  private TextEncoders() {}

  /** Loads it; there is none where none is configured. */
  public static Optional<InferenceModel<Text, EncodedText>> open(TextServingConfig config) {
    if (config.encoder().absent()) {
      return Optional.empty();
    }
    EncodedTextLoader loader =
        new EncodedTextLoader(new TextEncoderLoader(config.encoder()), config.tasks());
    try {
      return Optional.of(loader.load(loader.configured()));
    } catch (ModelException e) {
      throw new ConfigException("scoring.text.encoder: " + e.getMessage());
    }
  }

  /** Which one it is, and where it runs. */
  public static String describe(InferenceModel<?, ?> encoder) {
    return encoder.source().model()
        + " version "
        + encoder.source().version()
        + " on "
        + encoder.device();
  }
}
