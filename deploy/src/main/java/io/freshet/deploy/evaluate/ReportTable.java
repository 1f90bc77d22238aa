package io.freshet.deploy.evaluate;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A report as text: one line per model, one column per metric. */
final class ReportTable {
  private static final int COLUMN = 12;

  private ReportTable() {}

  static String render(Report report) {
    StringBuilder text = new StringBuilder(headline(report)).append('\n');
    int width = report.models().keySet().stream().mapToInt(String::length).max().orElse(0) + 2;
    List<String> metrics =
        report.models().values().stream().flatMap(m -> m.keySet().stream()).distinct().toList();
    text.append(" ".repeat(width));
    metrics.forEach(metric -> text.append(String.format("%" + COLUMN + "s", metric)));
    report.models().forEach((model, figures) -> appendLine(text, width, model, metrics, figures));
    return text.append('\n').toString();
  }

  private static String headline(Report report) {
    return String.format(
        Locale.ROOT,
        "%s: %,d events, %,d tested, %.1f s",
        report.task(),
        report.events(),
        report.tested(),
        report.seconds());
  }

  private static void appendLine(
      StringBuilder text,
      int width,
      String model,
      List<String> metrics,
      Map<String, Double> figures) {
    text.append(String.format("%n%-" + width + "s", model));
    for (String metric : metrics) {
      Double figure = figures.get(metric);
      String shown = figure == null ? "-" : String.format(Locale.ROOT, "%.4f", figure);
      text.append(String.format("%" + COLUMN + "s", shown));
    }
  }
}
