package io.freshet.learner;

import io.freshet.schemas.record.LearnerPosition;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The sum of all deltas of one row, in doubles: one value after another for a dense row, {@code
 * width} values per named column for a sparse one. Mutable; owned by the state of its key.
 */
public final class MergedRow {
  private static final byte VERSION = 2;

  /** Before rows of the topic could be taken over. */
  private static final byte WITHOUT_BASE = 1;

  private static final long NO_BASE = -1;

  String[] columns = new String[0];
  int[] hashes = new int[0];
  double[] values = new double[0];
  int size;
  int width = 1;
  long landmark;
  long ingestTime;
  long updatedTime;
  int deltas;
  long base = NO_BASE;
  private int[] learners = new int[0];
  private long[] epochs = new long[0];
  private long[] sequences = new long[0];

  /** An independent copy. */
  public MergedRow copy() {
    MergedRow copy = new MergedRow();
    copy.columns = columns.clone();
    copy.hashes = hashes.clone();
    copy.values = values.clone();
    copy.size = size;
    copy.width = width;
    copy.landmark = landmark;
    copy.ingestTime = ingestTime;
    copy.updatedTime = updatedTime;
    copy.deltas = deltas;
    copy.base = base;
    copy.learners = learners.clone();
    copy.epochs = epochs.clone();
    copy.sequences = sequences.clone();
    return copy;
  }

  /** Number of deltas in it. */
  public int deltas() {
    return deltas;
  }

  /** Whether a delta is in it, not only what it was taken over with. */
  public boolean hasDeltas() {
    return learners.length > 0;
  }

  /** When the last delta was added, epoch milliseconds. */
  public long updatedTime() {
    return updatedTime;
  }

  boolean isDense() {
    return columns.length == 0;
  }

  double value(int index) {
    return values[index];
  }

  /** The column of a name, added with zeros where there was none. */
  int column(String name) {
    int hash = name.hashCode();
    for (int i = 0; i < size; i++) {
      if (hashes[i] == hash && columns[i].equals(name)) {
        return i;
      }
    }
    if (size == columns.length) {
      int capacity = Math.max(4, size * 2);
      columns = Arrays.copyOf(columns, capacity);
      hashes = Arrays.copyOf(hashes, capacity);
      values = Arrays.copyOf(values, capacity * width);
    }
    columns[size] = name;
    hashes[size] = hash;
    Arrays.fill(values, size * width, (size + 1) * width, 0);
    return size++;
  }

  /** Takes over the column {@code from} as column {@code to}. */
  void moveColumn(int from, int to) {
    columns[to] = columns[from];
    hashes[to] = hashes[from];
    System.arraycopy(values, from * width, values, to * width, width);
  }

  void truncate(int columnCount) {
    Arrays.fill(columns, columnCount, size, "");
    size = columnCount;
  }

  void growDense(int length) {
    if (values.length < length) {
      values = Arrays.copyOf(values, length);
    }
  }

  void scale(double factor) {
    for (int i = 0; i < values.length; i++) {
      values[i] *= factor;
    }
  }

  /** Notes that a flush of a learner is in the row. */
  void setPosition(int learner, long epoch, long sequence) {
    int index = 0;
    while (index < learners.length && learners[index] != learner) {
      index++;
    }
    if (index == learners.length) {
      learners = Arrays.copyOf(learners, index + 1);
      epochs = Arrays.copyOf(epochs, index + 1);
      sequences = Arrays.copyOf(sequences, index + 1);
    }
    learners[index] = learner;
    epochs[index] = epoch;
    sequences[index] = sequence;
  }

  List<LearnerPosition> positions() {
    List<LearnerPosition> positions = new ArrayList<>(learners.length);
    for (int i = 0; i < learners.length; i++) {
      positions.add(new LearnerPosition(learners[i], epochs[i], sequences[i]));
    }
    return positions;
  }

  /** Writes it; the first byte names the version of the form. */
  public void write(DataOutput out) throws IOException {
    out.writeByte(VERSION);
    out.writeInt(isDense() ? -1 : size);
    out.writeInt(isDense() ? values.length : width);
    for (int i = 0; i < (isDense() ? 0 : size); i++) {
      out.writeUTF(columns[i]);
    }
    for (int i = 0; i < (isDense() ? values.length : size * width); i++) {
      out.writeDouble(values[i]);
    }
    out.writeLong(landmark);
    out.writeLong(ingestTime);
    out.writeLong(updatedTime);
    out.writeInt(deltas);
    out.writeLong(base);
    out.writeInt(learners.length);
    for (int i = 0; i < learners.length; i++) {
      out.writeInt(learners[i]);
      out.writeLong(epochs[i]);
      out.writeLong(sequences[i]);
    }
  }

  /** Reads what {@link #write} wrote. */
  public static MergedRow read(DataInput in) throws IOException {
    byte version = in.readByte();
    if (version < WITHOUT_BASE || version > VERSION) {
      throw new IOException(
          "merged row of version " + version + ", expected " + WITHOUT_BASE + " to " + VERSION);
    }
    MergedRow row = new MergedRow();
    row.readValues(in);
    row.landmark = in.readLong();
    row.ingestTime = in.readLong();
    row.updatedTime = in.readLong();
    row.deltas = in.readInt();
    row.base = version == WITHOUT_BASE ? NO_BASE : in.readLong();
    int positions = in.readInt();
    for (int i = 0; i < positions; i++) {
      row.setPosition(in.readInt(), in.readLong(), in.readLong());
    }
    return row;
  }

  private void readValues(DataInput in) throws IOException {
    int columnCount = in.readInt();
    int length = in.readInt();
    if (columnCount < 0) {
      growDense(length);
    } else {
      width = length;
      columns = new String[Math.max(4, columnCount)];
      hashes = new int[columns.length];
      values = new double[columns.length * width];
      size = columnCount;
    }
    for (int i = 0; i < size; i++) {
      columns[i] = in.readUTF();
      hashes[i] = columns[i].hashCode();
    }
    for (int i = 0; i < (isDense() ? length : size * width); i++) {
      values[i] = in.readDouble();
    }
  }
}
