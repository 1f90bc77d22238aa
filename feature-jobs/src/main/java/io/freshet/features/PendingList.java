package io.freshet.features;

import io.freshet.schemas.record.Recommendation;
import io.freshet.schemas.topic.Topics;
import io.freshet.schemas.wire.RecordCodec;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * A served list that waits for its outcome.
 *
 * @param list never changed
 * @param expiry event time at which it has expired, epoch milliseconds
 */
record PendingList(Recommendation list, long expiry) {
  private static final RecordCodec<Recommendation> CODEC = Topics.RECOMMENDATIONS.codec();

  static PendingList read(DataInput in) throws IOException {
    return new PendingList(Binary.readRecord(in, CODEC), in.readLong());
  }

  void write(DataOutput out) throws IOException {
    Binary.writeRecord(out, CODEC, list);
    out.writeLong(expiry);
  }

  boolean hasId(String id) {
    return list.getId().equals(id);
  }

  long sequence() {
    return list.getSequence();
  }
}
