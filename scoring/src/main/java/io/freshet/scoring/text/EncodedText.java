package io.freshet.scoring.text;

import io.freshet.schemas.record.Text;
import java.util.Map;
import org.jspecify.annotations.NullUnmarked;

/**
 * A text, its vector, and what the scores of its classes begin with. A Flink POJO, hence the public
 * fields; never changed once made.
 */
@NullUnmarked
public final class EncodedText {
  public Text text;

  /** Signed components, each to be multiplied by the scale; empty without an encoder. */
  public byte[] embedding;

  public float scale;

  /** Fingerprint of the encoder; empty without one. */
  public String encoding;

  /** Log-odds per task and class; a task that is not in it begins with nothing. */
  public Map<String, Map<String, Float>> offsets;

  public EncodedText() {}

  public static EncodedText of(
      Text text,
      byte[] embedding,
      float scale,
      String encoding,
      Map<String, Map<String, Float>> offsets) {
    EncodedText encoded = new EncodedText();
    encoded.text = text;
    encoded.embedding = embedding;
    encoded.scale = scale;
    encoded.encoding = encoding;
    encoded.offsets = offsets;
    return encoded;
  }

  /** A text without a vector. */
  public static EncodedText plain(Text text) {
    return of(text, new byte[0], 0, "", Map.of());
  }
}
