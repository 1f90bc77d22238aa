package io.freshet.deploy.evaluate;

import io.freshet.deploy.CommandException;
import io.freshet.deploy.TextEncoders;
import io.freshet.schemas.record.Text;
import io.freshet.scoring.ScoringException;
import io.freshet.scoring.inference.InferenceModel;
import io.freshet.scoring.text.EncodedText;
import io.freshet.scoring.text.TextServingConfig;
import java.util.List;
import java.util.Optional;

/** The configured text encoder, outside of a job: it encodes text by text. */
public final class TextEncoding implements AutoCloseable {
  private final Optional<InferenceModel<Text, EncodedText>> model;
  private long rejected;

  private TextEncoding(Optional<InferenceModel<Text, EncodedText>> model) {
    this.model = model;
  }

  /** Loads the encoder, if one is configured. */
  public static TextEncoding open(TextServingConfig config) {
    return new TextEncoding(TextEncoders.open(config));
  }

  /** Texts without vectors. */
  public static TextEncoding none() {
    return new TextEncoding(Optional.empty());
  }

  /** Whether texts get vectors. */
  public boolean isPresent() {
    return model.isPresent();
  }

  /** Encodes a text; empty when it is one that the pipeline rejects, too long or empty. */
  public Optional<EncodedText> of(Text text) {
    if (model.isEmpty()) {
      return Optional.of(EncodedText.plain(text));
    }
    try {
      return Optional.of(model.get().infer(List.of(text)).get(0));
    } catch (ScoringException e) {
      rejected++;
      return Optional.empty();
    } catch (Exception e) {
      throw new CommandException(
          "text " + text.getTextId() + " cannot be encoded: " + e.getMessage(), e);
    }
  }

  /** How many texts the pipeline would have rejected so far. */
  public long rejected() {
    return rejected;
  }

  @Override
  public void close() {
    model.ifPresent(InferenceModel::close);
  }
}
