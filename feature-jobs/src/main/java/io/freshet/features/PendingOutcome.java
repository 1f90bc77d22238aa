package io.freshet.features;

import io.freshet.schemas.record.InteractionType;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * An interaction that is the outcome of a list.
 *
 * @param number the user's how many-th interaction it is: 1, 2, 3, …
 * @param list id of the list that the user acted on; empty: the list made at sequence number − 1
 * @param item what the user chose
 * @param type what the user did with it
 * @param eventTime of the interaction, epoch milliseconds
 * @param ingestTime of the interaction, epoch milliseconds
 * @param known whether the user had the item before
 * @param deadline until when it waits for the list, processing time, epoch milliseconds
 */
record PendingOutcome(
    long number,
    String list,
    String item,
    InteractionType type,
    long eventTime,
    long ingestTime,
    boolean known,
    long deadline) {

  /**
   * @param version of the user state that it is part of; 1 did not say the type
   */
  static PendingOutcome read(DataInput in, int version) throws IOException {
    return new PendingOutcome(
        in.readLong(),
        Binary.readString(in),
        Binary.readString(in),
        version == 1 ? InteractionType.OTHER : InteractionType.valueOf(Binary.readString(in)),
        in.readLong(),
        in.readLong(),
        in.readBoolean(),
        in.readLong());
  }

  void write(DataOutput out) throws IOException {
    out.writeLong(number);
    Binary.writeString(out, list);
    Binary.writeString(out, item);
    Binary.writeString(out, type.name());
    out.writeLong(eventTime);
    out.writeLong(ingestTime);
    out.writeBoolean(known);
    out.writeLong(deadline);
  }

  boolean isOutcomeOf(String listId, long listSequence) {
    return list.isEmpty() ? number - 1 == listSequence : list.equals(listId);
  }
}
