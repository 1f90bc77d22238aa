package io.freshet.deploy.evaluate;

import io.freshet.schemas.metrics.Interval;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The figures of all models as an HTML table, and the legend of their curves. */
final class FigureTable {
  private static final String NOTE =
      "± is half of the 95 % confidence interval, as if tests were independent. µs/event is the wall"
          + " time to predict and to learn one event, on one thread.";

  private FigureTable() {}

  static String render(Report report) {
    List<String> header = new ArrayList<>(List.of(""));
    report.metrics().forEach(metric -> header.add(Html.escape(metric)));
    header.addAll(List.of("µs/event", "µs predict", "µs learn"));
    List<List<String>> rows =
        IntStream.range(0, report.cards().size())
            .mapToObj(i -> row(report.metrics(), name(i, report.cards()), report.cards().get(i)))
            .toList();
    return Html.table(header, rows) + Html.element("p", NOTE);
  }

  /** Which line is whose. */
  static String legend(List<Scorecard> cards) {
    String entries =
        IntStream.range(0, cards.size())
            .mapToObj(i -> Html.element("li", name(i, cards)))
            .collect(Collectors.joining());
    return "<ul class=\"legend\">" + entries + "</ul>\n";
  }

  /** A value with the half width of its interval. */
  static String value(double value, Interval interval) {
    return number(value) + margin(interval);
  }

  private static List<String> row(List<String> metrics, String name, Scorecard card) {
    List<String> row = new ArrayList<>(List.of(name));
    metrics.forEach(metric -> row.add(card.figure(metric).map(FigureTable::shown).orElse("-")));
    row.add(card.cost().map(cost -> micros(cost.perEvent())).orElse("-"));
    row.add(card.cost().map(cost -> micros(cost.predict())).orElse("-"));
    row.add(card.cost().map(cost -> micros(cost.learn())).orElse("-"));
    return row;
  }

  private static String shown(Figure figure) {
    return number(figure.value()) + figure.interval().map(FigureTable::margin).orElse("");
  }

  private static String margin(Interval interval) {
    return String.format(Locale.ROOT, " <small>±%.4f</small>", interval.margin());
  }

  private static String name(int model, List<Scorecard> cards) {
    return "<svg class=\"key\" viewBox=\"0 0 24 8\"><line class=\"line %s\" x1=\"1\" x2=\"23\""
            .formatted(LineChart.look(model, cards.size()))
        + " y1=\"4\" y2=\"4\"/></svg> "
        + Html.escape(cards.get(model).model());
  }

  static String number(double value) {
    return String.format(Locale.ROOT, "%.4f", value);
  }

  private static String micros(double value) {
    return String.format(Locale.ROOT, "%,.1f", value);
  }
}
