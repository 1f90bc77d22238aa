package io.freshet.deploy.evaluate;

import io.freshet.deploy.evaluate.LineChart.Line;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A report as one page of HTML that needs nothing else: no script, no other file, no network. */
final class HtmlReport {
  private final Report report;

  private HtmlReport(Report report) {
    this.report = report;
  }

  static String render(Report report) {
    return new HtmlReport(report).page();
  }

  private String page() {
    return """
    <!DOCTYPE html>
    <html lang="en">
    <head>
    <meta charset="utf-8"/>
    <meta name="viewport" content="width=device-width, initial-scale=1"/>
    <title>Freshet: %s</title>
    <style>
    %s</style>
    </head>
    <body>
    %s</body>
    </html>
    """
        .formatted(Html.escape(report.task()), style(), body());
  }

  private String body() {
    return Html.element("header", Html.element("h1", "Freshet: " + report.task()) + headline())
        + Html.section("Figures", FigureTable.render(report))
        + report.metrics().stream().map(this::curves).collect(Collectors.joining())
        + ClassSections.render(report)
        + Html.section("Data", facts())
        + Html.section(
            "Configuration",
            "<details><summary>All settings</summary><pre>"
                + Html.escape(report.configuration())
                + "</pre></details>\n");
  }

  private String headline() {
    return Html.element(
        "p",
        String.format(
            Locale.ROOT,
            "%,d events, %,d tested%s, in %.1f s. Every event was first predicted, then learned.",
            report.data().plan().predicted(),
            report.tested(),
            period(),
            report.seconds()));
  }

  private String period() {
    List<Moment> moments = report.cards().stream().flatMap(c -> c.moments().stream()).toList();
    if (moments.isEmpty()) {
      return "";
    }
    long first = moments.stream().mapToLong(Moment::time).min().orElseThrow();
    long last = moments.stream().mapToLong(Moment::time).max().orElseThrow();
    String from = date(first);
    return from.equals(date(last)) ? " (" + from + ")" : " (" + from + " to " + date(last) + ")";
  }

  private String facts() {
    List<List<String>> rows = new ArrayList<>();
    report
        .data()
        .shown()
        .forEach((name, value) -> rows.add(List.of(Html.escape(name), Html.escape(value))));
    return Html.table(List.of("", ""), rows);
  }

  private String curves(String metric) {
    if (report.cards().stream().noneMatch(card -> hasCurve(card, metric))) {
      return "";
    }
    String charts =
        chart(metric, "since the start", Curve::cumulative)
            + chart(metric, "over the last tenth", Curve::windowed);
    return Html.section(
        metric,
        Html.element("p", Html.escape(MetricText.of(metric)))
            + FigureTable.legend(report.cards())
            + "<div class=\"charts\">"
            + charts
            + "</div>\n");
  }

  private static boolean hasCurve(Scorecard card, String metric) {
    return card.figure(metric).stream().anyMatch(figure -> !figure.curve().cumulative().isEmpty());
  }

  private String chart(String metric, String caption, Function<Curve, List<Double>> values) {
    List<Line> lines = new ArrayList<>();
    for (int i = 0; i < report.cards().size(); i++) {
      Scorecard card = report.cards().get(i);
      String look = LineChart.look(i, report.cards().size());
      card.figure(metric)
          .ifPresent(
              figure ->
                  lines.add(
                      new Line(card.model(), look, tested(card), values.apply(figure.curve()))));
    }
    LineChart chart =
        new LineChart(metric + " " + caption, Axis.upTo(end()), CurveRange.of(lines), lines);
    return Html.element(
        "figure", chart.toSvg() + Html.element("figcaption", caption + ", by tests"));
  }

  private double end() {
    return report.cards().stream()
        .flatMap(card -> card.moments().stream())
        .mapToLong(Moment::tested)
        .max()
        .orElse(1);
  }

  private static List<Double> tested(Scorecard card) {
    return card.moments().stream().map(moment -> (double) moment.tested()).toList();
  }

  private static String date(long millis) {
    return Instant.ofEpochMilli(millis).atOffset(ZoneOffset.UTC).toLocalDate().toString();
  }

  private static String style() {
    try (InputStream in = HtmlReport.class.getResourceAsStream("report.css")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
