package io.freshet.scoring;

import io.freshet.schemas.record.ItemFeatures;
import io.freshet.schemas.record.ParameterRow;
import io.freshet.schemas.wire.MalformedRecordException;
import io.freshet.schemas.wire.RecordCodec;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * A view as bytes, log-structured, so that frequent snapshots are cheap: a snapshot encodes only
 * what changed since the last one and appends it. When the log is twice as long as the view it is
 * written anew. Chunks are sequences of {@code kind (1 byte), position (8), length (4), record in
 * single-object encoding}; replaying them in order rebuilds the view.
 */
public final class ViewLog {
  private static final int CHUNK = 1 << 20;
  private static final int ROW = 0;
  private static final int ITEM = 1;

  private final RecordCodec<ParameterRow> rows = RecordCodec.of(ParameterRow.class);
  private final RecordCodec<ItemFeatures> items = RecordCodec.of(ItemFeatures.class);
  private final Map<ModelUpdate.Key, ModelUpdate> changed = new LinkedHashMap<>();
  private final List<byte[]> closed = new ArrayList<>();
  private ByteArrayOutputStream open = new ByteArrayOutputStream();
  private long bytes;
  private long bytesWhenRewritten;

  /** Notes an update that was applied to the view. */
  public void note(ModelUpdate update) {
    changed.put(update.key(), update);
  }

  /** The view as chunks. */
  public List<byte[]> snapshot(ScoringView view) {
    changed.values().forEach(this::append);
    changed.clear();
    if (bytes > 2 * Math.max(bytesWhenRewritten, CHUNK)) {
      rewrite(view);
    }
    List<byte[]> chunks = new ArrayList<>(closed);
    if (open.size() > 0) {
      chunks.add(open.toByteArray());
    }
    return chunks;
  }

  /** Applies chunks to a view; the log goes on from there. */
  public void restore(Iterable<byte[]> chunks, ScoringView view) {
    for (byte[] chunk : chunks) {
      replay(chunk, view::apply);
      closed.add(chunk);
      bytes += chunk.length;
    }
  }

  private void rewrite(ScoringView view) {
    closed.clear();
    open = new ByteArrayOutputStream();
    bytes = 0;
    view.forEach(this::append);
    bytesWhenRewritten = bytes;
  }

  private void append(ModelUpdate update) {
    boolean isRow = update.row != null;
    byte[] record = isRow ? rows.encode(update.row) : items.encode(update.item);
    DataOutputStream out = new DataOutputStream(open);
    try {
      out.writeByte(isRow ? ROW : ITEM);
      out.writeLong(update.position);
      out.writeInt(record.length);
      out.write(record);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    bytes += 13 + record.length;
    if (open.size() >= CHUNK) {
      closed.add(open.toByteArray());
      open = new ByteArrayOutputStream();
    }
  }

  private void replay(byte[] chunk, Consumer<ModelUpdate> consumer) {
    ByteBuffer in = ByteBuffer.wrap(chunk);
    while (in.hasRemaining()) {
      int kind = in.get();
      long position = in.getLong();
      byte[] record = new byte[in.getInt()];
      in.get(record);
      try {
        consumer.accept(
            kind == ROW
                ? ModelUpdate.of(rows.decode(record), position)
                : ModelUpdate.of(items.decode(record)));
      } catch (MalformedRecordException e) {
        throw new IllegalStateException("model view in a checkpoint: " + e.getMessage(), e);
      }
    }
  }
}
