package io.freshet.deploy.evaluate;

import io.freshet.deploy.evaluate.LineChart.Line;
import io.freshet.schemas.metrics.Calibration;
import io.freshet.schemas.metrics.ClassificationMetrics.Cell;
import io.freshet.schemas.metrics.ClassificationMetrics.ClassCounts;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the page says about classifiers alone: their classes, confusion and reliability. */
final class ClassSections {
  private ClassSections() {}

  /** Nothing where no model is a classifier. */
  static String render(Report report) {
    List<Scorecard> classifiers =
        report.cards().stream().filter(card -> card.classes().isPresent()).toList();
    return classifiers.isEmpty()
        ? ""
        : Html.section("Reliability", reliability(report))
            + classifiers.stream().map(ClassSections::classes).collect(Collectors.joining());
  }

  private static String reliability(Report report) {
    List<Line> lines = new ArrayList<>();
    lines.add(new Line("calibrated", "ideal", List.of(0.0, 1.0), List.of(0.0, 1.0)));
    for (int i = 0; i < report.cards().size(); i++) {
      Scorecard card = report.cards().get(i);
      String look = LineChart.look(i, report.cards().size());
      card.classes().ifPresent(c -> lines.add(reliability(card.model(), look, c.reliability())));
    }
    Axis share = Axis.around(0, 1);
    String chart = new LineChart("accuracy by confidence", share, share, lines).toSvg();
    return Html.element(
            "p",
            "How often predictions came true (up) by the confidence that they were made with"
                + " (right). A calibrated classifier runs along the diagonal.")
        + FigureTable.legend(report.cards())
        + "<div class=\"charts\">"
        + Html.element("figure", chart)
        + "</div>\n";
  }

  private static Line reliability(String model, String look, List<Calibration.Bin> bins) {
    return new Line(
        model,
        look,
        bins.stream().map(Calibration.Bin::confidence).toList(),
        bins.stream().map(Calibration.Bin::accuracy).toList());
  }

  private static String classes(Scorecard card) {
    ClassDetails details = card.classes().orElseThrow();
    return Html.section(
        "Classes of " + card.model(), byClass(details) + confusion(details.confusion()));
  }

  private static String byClass(ClassDetails details) {
    List<List<String>> rows =
        details.byClass().stream()
            .map(
                counts ->
                    List.of(
                        Html.escape(counts.label()),
                        number(counts.actual()),
                        precision(counts),
                        FigureTable.value(counts.recall(), counts.recallInterval()),
                        FigureTable.number(counts.f1())))
            .toList();
    return Html.table(List.of("", "texts", "precision", "recall", "F1"), rows);
  }

  private static String precision(ClassCounts counts) {
    return counts.predicted() == 0
        ? "-"
        : FigureTable.value(counts.precision(), counts.precisionInterval());
  }

  private static String confusion(List<Cell> cells) {
    List<String> predicted =
        List.copyOf(
            cells.stream().map(Cell::predicted).collect(Collectors.toCollection(TreeSet::new)));
    List<String> actual = cells.stream().map(Cell::actual).distinct().toList();
    List<String> header =
        Stream.concat(Stream.of("is \\ predicted"), predicted.stream().map(ClassSections::labelled))
            .toList();
    return Html.table(
        header, actual.stream().map(label -> confusion(label, predicted, cells)).toList());
  }

  private static List<String> confusion(String actual, List<String> predicted, List<Cell> cells) {
    List<String> row = new ArrayList<>(List.of(Html.escape(actual)));
    for (String label : predicted) {
      row.add(
          number(
              cells.stream()
                  .filter(cell -> cell.actual().equals(actual) && cell.predicted().equals(label))
                  .mapToLong(Cell::count)
                  .sum()));
    }
    return row;
  }

  private static String labelled(String label) {
    return label.isEmpty() ? "(none)" : Html.escape(label);
  }

  private static String number(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }
}
