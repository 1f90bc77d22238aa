package io.freshet.deploy.evaluate;

import io.freshet.deploy.CommandException;
import io.freshet.schemas.record.Text;
import io.freshet.scoring.djl.TextEncoderLoader;
import io.freshet.scoring.inference.InferenceModel;
import io.freshet.scoring.inference.ModelException;
import io.freshet.scoring.text.EncodedText;
import io.freshet.scoring.text.EncodedTextLoader;
import io.freshet.scoring.text.TextServingConfig;
import java.util.List;
import java.util.Optional;

/** The configured text encoder, outside of a job: it encodes text by text. */
public final class TextEncoding implements AutoCloseable {
  private final Optional<InferenceModel<Text, EncodedText>> model;

  private TextEncoding(Optional<InferenceModel<Text, EncodedText>> model) {
    this.model = model;
  }

  /** Loads the encoder, if one is configured. */
  public static TextEncoding open(TextServingConfig config) {
    if (config.encoder().absent()) {
      return none();
    }
    EncodedTextLoader loader =
        new EncodedTextLoader(new TextEncoderLoader(config.encoder()), config.tasks());
    try {
      return new TextEncoding(Optional.of(loader.load(loader.configured())));
    } catch (ModelException e) {
      throw new CommandException(e.getMessage(), e);
    }
  }

  /** Texts without vectors. */
  public static TextEncoding none() {
    return new TextEncoding(Optional.empty());
  }

  /** Whether texts get vectors. */
  public boolean isPresent() {
    return model.isPresent();
  }

  public EncodedText of(Text text) {
    if (model.isEmpty()) {
      return EncodedText.plain(text);
    }
    try {
      return model.get().infer(List.of(text)).get(0);
    } catch (Exception e) {
      throw new CommandException(
          "text " + text.getTextId() + " cannot be encoded: " + e.getMessage(), e);
    }
  }

  @Override
  public void close() {
    model.ifPresent(InferenceModel::close);
  }
}
