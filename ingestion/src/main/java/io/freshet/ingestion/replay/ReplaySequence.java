package io.freshet.ingestion.replay;

import io.freshet.ingestion.Event;
import io.freshet.ingestion.Violation;
import io.freshet.ingestion.mapping.MappedFile;
import io.freshet.ingestion.mapping.MappedRow;
import io.freshet.ingestion.mapping.Mapping;
import io.freshet.ingestion.mapping.RawRow;
import io.freshet.ingestion.mapping.RowCounts;
import io.freshet.schemas.record.Rejected;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Queue;

/** Everything that a replay sends, in an order that is the same in every run. */
public final class ReplaySequence implements Iterator<Outgoing> {
  public static final String STAGE = "replay";

  private final MappedFile file;
  private final Mapping mapping;
  private final Settings settings;
  private final LabelDelay labels;
  private final Queue<Outgoing> ready = new ArrayDeque<>();
  private long index;
  private boolean finished;

  /**
   * @param closedLoop whether answers are expected
   * @param limit rows to read
   * @param labelDelay texts
   */
  public record Settings(boolean closedLoop, long limit, int labelDelay) {}

  public ReplaySequence(MappedFile file, Mapping mapping, Settings settings) {
    this.file = file;
    this.mapping = mapping;
    this.settings = settings;
    this.labels = new LabelDelay(settings.labelDelay());
  }

  /** What became of the rows read so far. */
  public RowCounts counts() {
    return file.counts();
  }

  @Override
  public boolean hasNext() {
    while (ready.isEmpty() && !finished) {
      readRow();
    }
    return !ready.isEmpty();
  }

  @Override
  public Outgoing next() {
    if (!hasNext()) {
      throw new NoSuchElementException("end of the replay");
    }
    return ready.remove();
  }

  private void readRow() {
    if (!file.hasNext() || file.counts().rows() >= settings.limit()) {
      labels.finish(this::add);
      finished = true;
      return;
    }
    MappedRow row = file.next();
    row.events().forEach(event -> labels.accept(event, this::add));
    row.violation().ifPresent(violation -> add(letter(row.raw(), violation), row.raw()));
  }

  private void add(Event event) {
    Optional<Outgoing.Expectation> expected =
        settings.closedLoop() ? AnswerKey.of(event) : Optional.empty();
    String id = event.kind().code() + '/' + event.id();
    ready.add(new Outgoing(index++, id, Optional.of(event), Optional.empty(), expected));
  }

  private void add(Rejected letter, RawRow row) {
    String id = letterId(row.fileName(), row.line());
    ready.add(new Outgoing(index++, id, Optional.empty(), Optional.of(letter), Optional.empty()));
  }

  /** What the dead letter of a line is called. */
  public static String letterId(String fileName, long line) {
    return "rejected/" + fileName + '/' + line;
  }

  private Rejected letter(RawRow row, Violation violation) {
    return Rejected.newBuilder()
        .setStage(STAGE)
        .setReason(violation.reason().code())
        .setMessage(violation.message() + " (mapping " + mapping.name() + ")")
        .setTopic(row.fileName())
        .setOffset(row.line())
        .setPayload(ByteBuffer.wrap(row.bytes()))
        .setTime(0)
        .build();
  }
}
