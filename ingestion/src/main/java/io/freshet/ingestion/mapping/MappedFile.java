package io.freshet.ingestion.mapping;

import io.freshet.ingestion.EventParser;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * The rows of a file or folder as canonical events, one row at a time:
 *
 * <pre>{@code
 * try (MappedFile file = MappedFile.open(path, Mapping.read(mapping), RowOrder.time(), parser)) {
 *   while (file.hasNext()) {
 *     for (Event event : file.next().events()) {
 *       event.as(Interaction.class).ifPresent(...);
 *     }
 *   }
 *   file.counts();
 * }
 * }</pre>
 *
 * Rows that the mapping skips and rows that are rejected come out too, without events. A file that
 * lies in time order already is streamed; otherwise its rows are held in memory as bytes. A label
 * comes out with its text: delaying it by {@link Mapping#labelDelay()} is the reader's business.
 */
public final class MappedFile implements Iterator<MappedRow>, Closeable {
  private final Iterator<RawRow> rows;
  private final Closeable source;
  private final RowMapper mapper;
  private final RowCounts counts = new RowCounts();
  private final OptionalLong total;
  private long position;

  private MappedFile(
      Iterator<RawRow> rows, Closeable source, RowMapper mapper, OptionalLong total) {
    this.rows = rows;
    this.source = source;
    this.mapper = mapper;
    this.total = total;
  }

  /** Fails with a {@code ConfigException} if the file is absent or lacks a column. */
  public static MappedFile open(Path path, Mapping mapping, RowOrder order, EventParser parser) {
    switch (order.kind()) {
      case FILE:
        return streamed(path, mapping, parser, OptionalLong.empty());
      case TIME:
        return inTimeOrder(path, mapping, parser);
      case SHUFFLED:
        List<RawRow> rows = load(path, mapping);
        Collections.shuffle(rows, new Random(order.seed()));
        return held(rows, new RowMapper(mapping, parser));
    }
    throw new IllegalArgumentException("no such order: " + order);
  }

  private static MappedFile streamed(
      Path path, Mapping mapping, EventParser parser, OptionalLong total) {
    RawRows rows = new RawRows(path, mapping);
    return new MappedFile(rows, rows, new RowMapper(mapping, parser), total);
  }

  private static MappedFile held(List<RawRow> rows, RowMapper mapper) {
    return new MappedFile(rows.iterator(), () -> {}, mapper, OptionalLong.of(rows.size()));
  }

  private static MappedFile inTimeOrder(Path path, Mapping mapping, EventParser parser) {
    RowMapper mapper = new RowMapper(mapping, parser);
    RowTimes times = times(path, mapping, mapper);
    if (times.isSorted()) {
      return streamed(path, mapping, parser, OptionalLong.of(times.size()));
    }
    List<RawRow> rows = load(path, mapping);
    return held(
        IntStream.range(0, rows.size())
            .boxed()
            .sorted(Comparator.comparingLong(times::get))
            .map(rows::get)
            .toList(),
        mapper);
  }

  private static RowTimes times(Path path, Mapping mapping, RowMapper mapper) {
    RowTimes times = new RowTimes();
    try (RawRows rows = new RawRows(path, mapping)) {
      while (rows.hasNext()) {
        times.add(mapper.timeOf(rows.next(), times.size()));
      }
      return times;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot close " + path, e);
    }
  }

  private static List<RawRow> load(Path path, Mapping mapping) {
    try (RawRows rows = new RawRows(path, mapping)) {
      List<RawRow> all = new ArrayList<>();
      rows.forEachRemaining(all::add);
      return all;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot close " + path, e);
    }
  }

  @Override
  public boolean hasNext() {
    return rows.hasNext();
  }

  @Override
  public MappedRow next() {
    MappedRow row = mapper.map(rows.next(), position++);
    counts.add(row);
    return row;
  }

  /** What became of the rows so far. */
  public RowCounts counts() {
    return counts;
  }

  /** How many rows there are; not known beforehand in file order. */
  public OptionalLong total() {
    return total;
  }

  @Override
  public void close() {
    try {
      source.close();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot close the source", e);
    }
  }
}
