package io.freshet.features;

import io.freshet.schemas.record.Recommendation;
import io.freshet.schemas.topic.Topics;
import io.freshet.schemas.wire.MalformedRecordException;
import io.freshet.schemas.wire.RecordCodec;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * A served list that waits for its outcome. It waits over many checkpoints and is never changed, so
 * its binary form is kept: encoding every waiting list for every checkpoint was the largest part of
 * taking one.
 */
final class PendingList {
  private static final RecordCodec<Recommendation> CODEC = Topics.RECOMMENDATIONS.codec();

  private final Recommendation list;
  private final long expiry;

  /** Set by whichever thread writes it first, a checkpoint's or the task's; the same for both. */
  private volatile byte @Nullable [] encoded;

  /**
   * @param list never changed
   * @param expiry event time at which it has expired, epoch milliseconds
   */
  PendingList(Recommendation list, long expiry) {
    this.list = list;
    this.expiry = expiry;
  }

  static PendingList read(DataInput in) throws IOException {
    byte[] encoded = Binary.readBytes(in);
    try {
      PendingList pending = new PendingList(CODEC.decode(encoded), in.readLong());
      pending.encoded = encoded;
      return pending;
    } catch (MalformedRecordException e) {
      throw new IOException("state cannot be read: " + e.getMessage(), e);
    }
  }

  void write(DataOutput out) throws IOException {
    byte[] bytes = encoded;
    if (bytes == null) {
      bytes = CODEC.encode(list);
      encoded = bytes;
    }
    Binary.writeBytes(out, bytes);
    out.writeLong(expiry);
  }

  Recommendation list() {
    return list;
  }

  long expiry() {
    return expiry;
  }

  boolean hasId(String id) {
    return list.getId().equals(id);
  }

  long sequence() {
    return list.getSequence();
  }
}
