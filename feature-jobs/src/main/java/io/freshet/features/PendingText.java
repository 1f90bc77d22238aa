package io.freshet.features;

import io.freshet.schemas.record.TextHead;
import io.freshet.schemas.record.TextPrediction;
import io.freshet.schemas.topic.Topics;
import io.freshet.schemas.wire.MalformedRecordException;
import io.freshet.schemas.wire.RecordCodec;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;

/**
 * A text's prediction that waits for labels, encoded: with 300 n-grams and a vector of 384
 * components it takes 2.8 kB, 384 bytes of them the vector; as objects it would take 13.5 kB. It
 * waits for a whole label window, and none of the checkpoints in between decodes or encodes it. The
 * n-grams that explain it are left out: nothing is learned from them.
 */
final class PendingText {
  private static final RecordCodec<TextPrediction> CODEC = Topics.TEXT_PREDICTIONS.codec();

  private final byte[] encoded;

  PendingText(TextPrediction prediction) {
    this(CODEC.encode(unexplained(prediction)));
  }

  private PendingText(byte[] encoded) {
    this.encoded = encoded;
  }

  static PendingText read(DataInput in) throws IOException {
    return new PendingText(Binary.readBytes(in));
  }

  void write(DataOutput out) throws IOException {
    Binary.writeBytes(out, encoded);
  }

  /** The prediction, decoded anew. */
  TextPrediction prediction() {
    try {
      return CODEC.decode(encoded);
    } catch (MalformedRecordException e) {
      throw new IllegalStateException("a text's prediction cannot be read: " + e.getMessage(), e);
    }
  }

  private static TextPrediction unexplained(TextPrediction prediction) {
    if (prediction.getHeads().stream().allMatch(head -> head.getReasons().isEmpty())) {
      return prediction;
    }
    TextPrediction copy = new TextPrediction();
    prediction.getSchema().getFields().forEach(f -> copy.put(f.pos(), prediction.get(f.pos())));
    copy.setHeads(prediction.getHeads().stream().map(PendingText::unexplained).toList());
    return copy;
  }

  private static TextHead unexplained(TextHead head) {
    return new TextHead(
        head.getTask(),
        head.getLabel().orElse(null),
        head.getLabels(),
        head.getProbabilities(),
        head.getOffsets(),
        head.getAbstained(),
        List.of());
  }
}
