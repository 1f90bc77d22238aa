package io.freshet.ingestion.kafka;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.freshet.ingestion.EventKind;
import io.freshet.ingestion.mapping.RowCounts;
import io.freshet.ingestion.replay.FigureTable;
import io.freshet.schemas.record.Progress;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The end of a replay, for people and as JSON.
 *
 * @param source file or folder
 * @param rows what became of the rows
 * @param result what this run sent
 * @param figures serving-side figures of the pipeline
 */
record ReplayReport(String source, RowCounts rows, ReplayResult result, List<Progress> figures) {
  String text() {
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(
            Locale.ROOT,
            "%s: %,d rows read, %,d skipped by the mapping, %,d rejected%n",
            source,
            rows.rows(),
            rows.skipped(),
            rows.rejected()));
    for (Map.Entry<EventKind, Long> kind : result.sent().entrySet()) {
      text.append(
          String.format(
              Locale.ROOT, "  %-14s %,10d sent%n", kind.getKey().topic().name(), kind.getValue()));
    }
    text.append(
        String.format(
            Locale.ROOT,
            "  %,d sent by an earlier run since its last mark, %,d answers not in time,"
                + " %.1f s, %,.0f events/s%n",
            result.alreadyThere(),
            result.timeouts(),
            result.seconds(),
            result.rate()));
    if (!figures.isEmpty()) {
      text.append(String.format("%nmeasured by the running pipeline, at the serving side:%n"));
      text.append(new FigureTable(figures).text());
    }
    return text.toString();
  }

  ObjectNode json() {
    ObjectNode json =
        JsonNodeFactory.instance
            .objectNode()
            .put("source", source)
            .put("rows", rows.rows())
            .put("skipped", rows.skipped())
            .put("rejected", rows.rejected())
            .put("already-there", result.alreadyThere())
            .put("timeouts", result.timeouts())
            .put("seconds", result.seconds())
            .put("events-per-second", result.rate());
    ObjectNode sent = json.putObject("sent");
    result.sent().forEach((kind, count) -> sent.put(kind.topic().name(), count));
    json.set("figures", new FigureTable(figures).json());
    return json;
  }
}
