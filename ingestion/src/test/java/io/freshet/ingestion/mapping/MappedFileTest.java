package io.freshet.ingestion.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.freshet.ingestion.EventKind;
import io.freshet.ingestion.EventParser;
import io.freshet.ingestion.Limits;
import io.freshet.schemas.config.ConfigException;
import io.freshet.schemas.record.InferenceRequest;
import io.freshet.schemas.record.Interaction;
import io.freshet.schemas.record.Text;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MappedFileTest {
  private static final EventParser PARSER =
      new EventParser(Limits.defaults(), () -> 1_770_000_000_000L);
  private static final String INTERACTIONS =
      """
      time: {from: "{at}", format: epoch-s}
      rows: {require: [who]}
      events:
        - kind: item
          once-per: "{what}"
          fields: {item: "{what}"}
        - kind: interaction
          when: {exclude: {how: "-"}}
          fields:
            user: "user-{who}"
            item: "{what}"
            type: {from: "{how}", map: {b: purchase}, default: view}
            context.raw: "{@row}"
      """;

  @TempDir Path folder;

  @Test
  void sortsByTimeAndKeepsIds() throws IOException {
    Path file =
        write("data.csv", "at,who,what,how\n1700000300,a,x,b\n1700000100,b,x,\n1700000200,a,y,-\n");

    List<MappedRow> rows = read(file, INTERACTIONS, RowOrder.time());

    assertThat(ids(rows))
        .containsExactly("shop/item/x", "shop/data/1/1", "shop/item/y", "shop/data/0/1");
    Interaction last = rows.get(2).events().get(0).as(Interaction.class).orElseThrow();
    assertThat(last.getUser()).isEqualTo("user-a");
    assertThat(last.getType().name()).isEqualTo("PURCHASE");
    assertThat(last.getContext()).containsEntry("raw", "0");
    assertThat(last.getEventTime()).isEqualTo(1_700_000_300_000L);
  }

  @Test
  void takesNumbersOfAModelAsNumbers() throws IOException {
    String mapping =
        """
        events:
          - kind: inference
            fields: {model: churn, numbers.age: "{age}", numbers.balance: "{balance}"}
        """;
    Path file = write("data.csv", "age,balance\n41,-3.5\nyoung,1\n7,NaN\n8,\n");

    List<MappedRow> rows = read(file, mapping, RowOrder.file());

    assertThat(numbers(rows.get(0))).isEqualTo(Map.of("age", 41.0, "balance", -3.5));
    assertThat(rows.get(1).violation().orElseThrow().message())
        .isEqualTo("numbers.age = \"young\", expected a number");
    assertThat(rows.get(2).violation().orElseThrow().message())
        .isEqualTo("numbers.balance = \"NaN\", expected a finite number");
    assertThat(numbers(rows.get(3))).isEqualTo(Map.of("age", 8.0));
  }

  private static Map<String, Double> numbers(MappedRow row) {
    return row.events().get(0).as(InferenceRequest.class).orElseThrow().getNumbers();
  }

  @Test
  void shufflesTheSameWayForTheSameSeed() throws IOException {
    StringBuilder text = new StringBuilder("at,who,what,how\n");
    for (int i = 0; i < 100; i++) {
      text.append(1_700_000_000 + i).append(",u,i").append(i).append(",b\n");
    }
    Path file = write("data.csv", text.toString());

    List<String> one = ids(read(file, INTERACTIONS, RowOrder.shuffled(1)));

    assertThat(ids(read(file, INTERACTIONS, RowOrder.shuffled(1)))).isEqualTo(one);
    assertThat(ids(read(file, INTERACTIONS, RowOrder.shuffled(2)))).isNotEqualTo(one);
    assertThat(ids(read(file, INTERACTIONS, RowOrder.file())))
        .containsExactlyInAnyOrderElementsOf(one);
  }

  @Test
  void countsSkippedAndRejectedRows() throws IOException {
    Path file =
        write(
            "data.csv",
            "at,who,what,how\n1700000000,a,x,b\n1700000000,,x,b\nnoon,a,x,b\n1700000000,a\n,a,x,b\n"
                + "1700000000,a,\"x\"y,b\n1700000000,a,x,stare");
    Mapping mapping = Mapping.parse("shop", INTERACTIONS);

    try (MappedFile rows = MappedFile.open(file, mapping, RowOrder.time(), PARSER)) {
      List<String> reasons = new ArrayList<>();
      rows.forEachRemaining(
          row -> row.violation().ifPresent(v -> reasons.add(row.raw().line() + " " + v.reason())));

      assertThat(reasons)
          .containsExactly(
              "4 WRONG_TYPE",
              "5 MALFORMED_ROW",
              "6 MISSING_FIELD",
              "7 MALFORMED_ROW",
              "8 UNKNOWN_TYPE");
      assertThat(rows.counts().rows()).isEqualTo(7);
      assertThat(rows.counts().skipped()).isEqualTo(1);
      assertThat(rows.counts().rejected()).isEqualTo(5);
      assertThat(rows.counts().events(EventKind.INTERACTION)).isEqualTo(1);
      assertThat(rows.total()).hasValue(7);
    }
  }

  @Test
  void readsQuotesLineBreaksAndByteOrderMarks() throws IOException {
    String mapping =
        """
        time: {start: "2025-01-01T00:00:00Z", step: 1m}
        events: [{kind: text, fields: {textId: "{@file}/{@row}", text: "{text}", tasks: a}}]
        """;
    Path file = write("t.csv", "\uFEFFid,text\r\n1,\"a, \"\"b\"\"\nc\"\r\n2,plain 5\" screen\r\n");

    List<MappedRow> rows = read(file, mapping, RowOrder.time());

    List<Text> texts =
        rows.stream().map(row -> row.events().get(0).as(Text.class).orElseThrow()).toList();
    assertThat(texts).extracting(Text::getTextId).containsExactly("t/0", "t/1");
    assertThat(texts.get(0).getText()).isEqualTo("a, \"b\"\nc");
    assertThat(texts.get(1).getText()).isEqualTo("plain 5\" screen");
    assertThat(texts.get(1).getEventTime() - texts.get(0).getEventTime()).isEqualTo(60_000);
    assertThat(rows.get(1).raw().line()).isEqualTo(4);
  }

  @Test
  void readsFoldersGzipAndJsonLines() throws IOException {
    String mapping =
        """
        format: {type: json-lines, files: "*.jsonl*"}
        events:
          - kind: interaction
            fields: {user: "{/u/id}", item: "{item}", type: view, eventTime: {from: "{at}", time: iso}}
        """;
    write("ignored.txt", "nothing");
    write("a.jsonl", "{\"u\":{\"id\":5},\"item\":\"i\",\"at\":\"2025-01-01T00:00:00Z\"}\n{oops\n");
    Path zipped = folder.resolve("b.jsonl.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(zipped))) {
      out.write("{\"u\":{\"id\":6},\"item\":\"i\"}\n".getBytes(StandardCharsets.UTF_8));
    }

    List<MappedRow> rows = read(folder, mapping, RowOrder.file());

    assertThat(ids(rows)).containsExactly("shop/a/0", "shop/b/0");
    Interaction first = rows.get(0).events().get(0).as(Interaction.class).orElseThrow();
    assertThat(first.getUser()).isEqualTo("5");
    assertThat(first.getEventTime())
        .isEqualTo(Instant.parse("2025-01-01T00:00:00Z").toEpochMilli());
    assertThat(rows.get(1).violation().orElseThrow().reason().code()).isEqualTo("malformed-json");
    assertThat(rows.get(1).raw().fileName()).isEqualTo("a.jsonl");
  }

  @Test
  void rejectsOtherEncodingsRowByRow() throws IOException {
    Path file = folder.resolve("data.csv");
    Files.write(
        file, "at,who,what,how\n1700000000,a,süß,b\n".getBytes(StandardCharsets.ISO_8859_1));

    MappedRow row = read(file, INTERACTIONS, RowOrder.time()).get(0);

    assertThat(row.violation().orElseThrow().reason().code()).isEqualTo("invalid-encoding");
    assertThat(row.raw().bytes()).contains((byte) 0xFC);
  }

  @Test
  void mappingsSayWhatIsWrongWithThem() throws IOException {
    Path file = write("data.csv", "at,who\n");

    assertThatThrownBy(() -> read(file, INTERACTIONS, RowOrder.time()))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("what")
        .hasMessageContaining("data.csv");
    assertThatThrownBy(() -> Mapping.parse("m", "events: [{kind: item, fields: {titel: x}}]"))
        .hasMessageContaining("events.fields = titel");
    assertThatThrownBy(() -> Mapping.parse("m", "events: [{kind: thing, fields: {item: x}}]"))
        .hasMessageContaining("events.kind = thing");
    assertThatThrownBy(() -> Mapping.parse("m", "evnts: []")).hasMessageContaining("evnts");
    assertThatThrownBy(() -> Mapping.parse("m", "time: {from: '{a}', format: QQQQQQ}\nevents: []"))
        .hasMessageContaining("QQQQQQ");
    assertThatThrownBy(() -> read(folder.resolve("nowhere"), INTERACTIONS, RowOrder.time()))
        .hasMessageContaining("nowhere");
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  private static List<MappedRow> read(Path path, String mapping, RowOrder order) {
    try (MappedFile file = MappedFile.open(path, Mapping.parse("shop", mapping), order, PARSER)) {
      List<MappedRow> rows = new ArrayList<>();
      file.forEachRemaining(rows::add);
      return rows;
    }
  }

  private static List<String> ids(List<MappedRow> rows) {
    return rows.stream().flatMap(row -> row.events().stream()).map(e -> e.id()).toList();
  }
}
