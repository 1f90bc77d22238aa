package io.freshet.scoring.flink;

import io.freshet.schemas.record.Rejected;
import io.freshet.schemas.record.Text;
import io.freshet.schemas.topic.Topics;
import io.freshet.scoring.inference.InferenceAdapter;
import io.freshet.scoring.inference.ModelSource;
import io.freshet.scoring.text.EncodedText;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.formats.avro.typeutils.AvroTypeInfo;

/** Texts to the encoder, and on to the classifier with their vectors. */
final class EncodeTexts implements InferenceAdapter<Text, Text, EncodedText, EncodedText> {
  private static final long serialVersionUID = 1L;

  static final TypeInformation<EncodedText> TYPE =
      Types.POJO(
          EncodedText.class,
          Map.of(
              "text",
              new AvroTypeInfo<>(Text.class),
              "embedding",
              Types.PRIMITIVE_ARRAY(Types.BYTE),
              "scale",
              Types.FLOAT,
              "encoding",
              Types.STRING,
              "offsets",
              Types.MAP(Types.STRING, Types.MAP(Types.STRING, Types.FLOAT))));

  @Override
  public Text input(Text text) {
    return text;
  }

  @Override
  public boolean isFinite(EncodedText encoded) {
    return Float.isFinite(encoded.scale)
        && encoded.offsets.values().stream()
            .flatMap(classes -> classes.values().stream())
            .allMatch(Float::isFinite);
  }

  @Override
  public EncodedText output(Text text, EncodedText encoded, ModelSource model) {
    return encoded;
  }

  @Override
  public Rejected rejected(Text text, String reason, String message, long now) {
    return DeadLetters.of(Topics.TEXTS, text, reason, message, now);
  }
}
