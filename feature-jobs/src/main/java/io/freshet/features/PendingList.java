package io.freshet.features;

import io.freshet.schemas.record.Recommendation;
import io.freshet.schemas.topic.Topics;
import io.freshet.schemas.wire.MalformedRecordException;
import io.freshet.schemas.wire.RecordCodec;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * A served list that waits for its outcome: encoded, with what finds it beside. Such a list is most
 * of what is remembered of a user, and its objects take five times the heap of its bytes. It waits
 * over many checkpoints, and on RocksDB it is read and written with every event of the user: none
 * of that decodes or encodes it.
 */
final class PendingList {
  private static final RecordCodec<Recommendation> CODEC = Topics.RECOMMENDATIONS.codec();

  private final String id;
  private final long sequence;
  private final long servedTime;
  private final byte[] encoded;
  private final long expiry;

  /**
   * @param expiry event time at which it has expired, epoch milliseconds
   */
  PendingList(Recommendation list, long expiry) {
    this(list.getId(), list.getSequence(), list.getServedTime(), CODEC.encode(list), expiry);
  }

  private PendingList(String id, long sequence, long servedTime, byte[] encoded, long expiry) {
    this.id = id;
    this.sequence = sequence;
    this.servedTime = servedTime;
    this.encoded = encoded;
    this.expiry = expiry;
  }

  /**
   * @param version of the user state that it is part of; up to 2 nothing stood beside the bytes
   */
  static PendingList read(DataInput in, int version) throws IOException {
    if (version <= 2) {
      return new PendingList(Binary.readRecord(in, CODEC), in.readLong());
    }
    return new PendingList(
        Binary.readString(in), in.readLong(), in.readLong(), Binary.readBytes(in), in.readLong());
  }

  void write(DataOutput out) throws IOException {
    Binary.writeString(out, id);
    out.writeLong(sequence);
    out.writeLong(servedTime);
    Binary.writeBytes(out, encoded);
    out.writeLong(expiry);
  }

  /** The list, decoded anew. */
  Recommendation list() {
    try {
      return CODEC.decode(encoded);
    } catch (MalformedRecordException e) {
      throw new IllegalStateException("list " + id + " cannot be read: " + e.getMessage(), e);
    }
  }

  /** Event time, epoch milliseconds. */
  long expiry() {
    return expiry;
  }

  String id() {
    return id;
  }

  boolean hasId(String other) {
    return id.equals(other);
  }

  long sequence() {
    return sequence;
  }

  /** Epoch milliseconds. */
  long servedTime() {
    return servedTime;
  }
}
