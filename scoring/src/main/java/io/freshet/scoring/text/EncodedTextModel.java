package io.freshet.scoring.text;

import io.freshet.schemas.record.Text;
import io.freshet.scoring.inference.InferenceModel;
import io.freshet.scoring.inference.ModelSource;
import java.util.ArrayList;
import java.util.List;

/** A version of the text encoder with the prototypes of the configured tasks, made by itself. */
final class EncodedTextModel implements InferenceModel<Text, EncodedText> {
  private final InferenceModel<String, Embedding> encoder;
  private final Prototypes prototypes;

  /**
   * @param encoder closed with this model
   */
  EncodedTextModel(InferenceModel<String, Embedding> encoder, Prototypes prototypes) {
    this.encoder = encoder;
    this.prototypes = prototypes;
  }

  @Override
  public ModelSource source() {
    return encoder.source();
  }

  @Override
  public String device() {
    return encoder.device();
  }

  @Override
  public List<EncodedText> infer(List<Text> batch) throws Exception {
    List<Embedding> embeddings = encoder.infer(batch.stream().map(Text::getText).toList());
    List<EncodedText> encoded = new ArrayList<>(batch.size());
    for (int i = 0; i < batch.size(); i++) {
      Embedding embedding = embeddings.get(i);
      encoded.add(
          EncodedText.of(
              batch.get(i),
              embedding.components(),
              embedding.scale(),
              embedding.encoding(),
              prototypes.offsets(embedding)));
    }
    return encoded;
  }

  @Override
  public void close() {
    encoder.close();
  }
}
