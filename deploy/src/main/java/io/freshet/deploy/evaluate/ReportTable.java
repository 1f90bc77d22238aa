package io.freshet.deploy.evaluate;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A report as text: one line per model, one column per metric, and the time per event. */
final class ReportTable {
  private static final String GAP = "  ";

  private ReportTable() {}

  static String render(Report report) {
    List<List<String>> lines = new ArrayList<>();
    lines.add(header(report));
    report.cards().forEach(card -> lines.add(line(report, card)));
    StringBuilder text = new StringBuilder(headline(report)).append('\n');
    lines.forEach(line -> text.append(aligned(line, widths(lines))).append('\n'));
    report.learning().ifPresent(rate -> text.append(rate.shown()).append('\n'));
    return text.toString();
  }

  /** A figure as it is shown, with half the width of its interval. */
  static String shown(Figure figure) {
    return figure
        .interval()
        .map(i -> String.format(Locale.ROOT, "%.4f ±%.4f", figure.value(), i.margin()))
        .orElseGet(() -> String.format(Locale.ROOT, "%.4f", figure.value()));
  }

  /** A time per event as it is shown, µs. */
  static String shown(Cost cost) {
    return String.format(Locale.ROOT, "%,.1f", cost.perEvent());
  }

  private static String headline(Report report) {
    return String.format(
        Locale.ROOT,
        "%s: %,d events, %,d tested, %.1f s; ± is half of the 95 %% confidence interval",
        report.task(),
        report.data().plan().predicted(),
        report.tested(),
        report.seconds());
  }

  private static List<String> header(Report report) {
    List<String> header = new ArrayList<>(List.of(""));
    header.addAll(report.metrics());
    header.add("µs/event");
    return header;
  }

  private static List<String> line(Report report, Scorecard card) {
    List<String> line = new ArrayList<>(List.of(card.model()));
    report
        .metrics()
        .forEach(metric -> line.add(card.figure(metric).map(ReportTable::shown).orElse("-")));
    line.add(card.cost().map(ReportTable::shown).orElse("-"));
    return line;
  }

  private static int[] widths(List<List<String>> lines) {
    int[] widths = new int[lines.get(0).size()];
    for (List<String> line : lines) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], line.get(i).length());
      }
    }
    return widths;
  }

  /** The first cell to the left, the others to the right. */
  private static String aligned(List<String> cells, int[] widths) {
    StringBuilder line = new StringBuilder(cells.get(0));
    line.append(" ".repeat(widths[0] - cells.get(0).length()));
    for (int i = 1; i < widths.length; i++) {
      String cell = cells.get(i);
      line.append(GAP).append(" ".repeat(widths[i] - cell.length())).append(cell);
    }
    return line.toString();
  }
}
