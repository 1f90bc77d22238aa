package io.freshet.deploy.train;

import io.freshet.deploy.evaluate.LoopListener;
import io.freshet.schemas.record.Example;
import io.freshet.schemas.record.ExampleKind;
import io.freshet.schemas.record.ParameterRow;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Counts what a training learned from, and what came out. */
final class TrainFigures implements LoopListener {
  private static final String FORMAT = "%-20s %-14s %12s%n";

  private final Map<ExampleKind, Long> examples = new EnumMap<>(ExampleKind.class);
  private final Map<String, Map<String, Long>> rows = new TreeMap<>();

  @Override
  public void learned(Example example) {
    examples.merge(example.getKind(), 1L, Long::sum);
  }

  void count(ParameterRow row) {
    rows.computeIfAbsent(row.getModel(), model -> new TreeMap<>())
        .merge(row.getTable(), 1L, Long::sum);
  }

  long rows() {
    return rows.values().stream()
        .flatMap(tables -> tables.values().stream())
        .mapToLong(Long::longValue)
        .sum();
  }

  /** Such as {@code 100 next-item, 90 ranking}. */
  String examples() {
    return examples.isEmpty()
        ? "none"
        : examples.entrySet().stream()
            .map(e -> String.format(Locale.ROOT, "%,d %s", e.getValue(), name(e.getKey())))
            .collect(Collectors.joining(", "));
  }

  /** The rows, table by table. */
  String table() {
    StringBuilder table = new StringBuilder(String.format(FORMAT, "model", "table", "rows"));
    rows.forEach(
        (model, tables) ->
            tables.forEach(
                (name, count) ->
                    table.append(
                        String.format(
                            Locale.ROOT,
                            FORMAT,
                            model,
                            name,
                            String.format(Locale.ROOT, "%,d", count)))));
    return table.toString();
  }

  private static String name(ExampleKind kind) {
    return kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
