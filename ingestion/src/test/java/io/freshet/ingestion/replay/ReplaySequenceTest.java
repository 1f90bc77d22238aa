package io.freshet.ingestion.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.ingestion.EventParser;
import io.freshet.ingestion.Limits;
import io.freshet.ingestion.mapping.MappedFile;
import io.freshet.ingestion.mapping.Mapping;
import io.freshet.ingestion.mapping.RowOrder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplaySequenceTest {
  private static final Mapping MAPPING =
      Mapping.parse(
          "m",
          """
          format: {type: tsv, columns: [text, label]}
          time: {start: "2025-01-01T00:00:00Z", step: 1s}
          events:
            - {kind: text, fields: {textId: "t{@row}", text: "{text}", tasks: s}}
            - {kind: label, fields: {textId: "t{@row}", task: s, label: "{label}"}}
          """);

  @TempDir Path folder;

  @Test
  void labelsComeSoManyTextsLaterAndTheRestAtTheEnd() throws IOException {
    List<Outgoing> all = all("a\t1\nb\t0\nc\t1\nd\t0\n", 2);

    assertThat(all)
        .extracting(Outgoing::id)
        .containsExactly(
            "text/m/f/0",
            "text/m/f/1",
            "text/m/f/2",
            "label/m/f/0/1",
            "text/m/f/3",
            "label/m/f/1/1",
            "label/m/f/2/1",
            "label/m/f/3/1");
    assertThat(all).extracting(Outgoing::index).containsExactly(0L, 1L, 2L, 3L, 4L, 5L, 6L, 7L);
    assertThat(all.get(3).event().orElseThrow().eventTime())
        .isEqualTo(all.get(2).event().orElseThrow().eventTime());
    assertThat(all.get(3).expected().orElseThrow().lane()).isEqualTo("text/t0");
    assertThat(all.get(3).expected().orElseThrow().answer()).isEqualTo("outcome/t0/s");
    assertThat(all.get(0).expected().orElseThrow().answer()).isEqualTo("prediction/t0");
  }

  @Test
  void aBrokenRowBecomesADeadLetterWithItsBytes() throws IOException {
    List<Outgoing> all = all("a\t1\nbroken\n", 0);

    Outgoing letter = all.get(2);
    assertThat(letter.id()).isEqualTo("rejected/f.tsv/2");
    assertThat(letter.letter().orElseThrow().getReason()).isEqualTo("malformed-row");
    assertThat(letter.letter().orElseThrow().getTopic()).isEqualTo("f.tsv");
    assertThat(letter.letter().orElseThrow().getOffset()).isEqualTo(2);
    assertThat(StandardCharsets.UTF_8.decode(letter.letter().orElseThrow().getPayload()).toString())
        .isEqualTo("broken");
  }

  private List<Outgoing> all(String text, int labelDelay) throws IOException {
    Path path = Files.writeString(folder.resolve("f.tsv"), text);
    EventParser parser = new EventParser(Limits.defaults(), () -> 1_770_000_000_000L);
    try (MappedFile file = MappedFile.open(path, MAPPING, RowOrder.time(), parser)) {
      List<Outgoing> all = new ArrayList<>();
      new ReplaySequence(
              file, MAPPING, new ReplaySequence.Settings(true, Long.MAX_VALUE, labelDelay))
          .forEachRemaining(all::add);
      return all;
    }
  }
}
