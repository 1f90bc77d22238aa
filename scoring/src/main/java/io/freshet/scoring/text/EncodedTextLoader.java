package io.freshet.scoring.text;

import io.freshet.schemas.record.Text;
import io.freshet.scoring.inference.InferenceModel;
import io.freshet.scoring.inference.ModelException;
import io.freshet.scoring.inference.ModelLoader;
import io.freshet.scoring.inference.ModelSource;
import java.util.Map;

/**
 * Loads versions of the text encoder, each with its own prototypes: vectors of two encoders cannot
 * be compared, so that both change at once.
 */
public final class EncodedTextLoader implements ModelLoader<Text, EncodedText> {
  private static final long serialVersionUID = 1L;

  private final ModelLoader<String, Embedding> encoders;
  private final Map<String, TaskConfig> tasks;

  public EncodedTextLoader(ModelLoader<String, Embedding> encoders, Map<String, TaskConfig> tasks) {
    this.encoders = encoders;
    this.tasks = Map.copyOf(tasks);
  }

  @Override
  public ModelSource configured() {
    return encoders.configured();
  }

  @Override
  public InferenceModel<Text, EncodedText> load(ModelSource source) throws ModelException {
    InferenceModel<String, Embedding> encoder = encoders.load(source);
    try {
      return new EncodedTextModel(encoder, Prototypes.of(tasks, encoder));
    } catch (Exception e) {
      encoder.close();
      throw new ModelException(
          source + " cannot encode the sentences of scoring.text.tasks: " + e.getMessage(), e);
    }
  }
}
