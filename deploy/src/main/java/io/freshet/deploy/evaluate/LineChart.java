package io.freshet.deploy.evaluate;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A line chart as SVG, {@value #WIDTH} by {@value #HEIGHT} units. What leaves the plot is cut off.
 *
 * @param title what it shows, for those who cannot see it
 * @param lines one per model
 */
record LineChart(String title, Axis x, Axis y, List<Line> lines) {
  private static final int WIDTH = 420;
  private static final int HEIGHT = 240;
  private static final int LOOKS = 10;
  private static final int LEFT = 52;
  private static final int TOP = 10;
  private static final int PLOT_WIDTH = WIDTH - LEFT - 16;
  private static final int PLOT_HEIGHT = HEIGHT - TOP - 26;

  LineChart {
    lines = List.copyOf(lines);
  }

  /**
   * One line.
   *
   * @param look class of the page's style sheet, see {@link #look}
   */
  record Line(String name, String look, List<Double> xs, List<Double> ys) {
    Line {
      xs = List.copyOf(xs);
      ys = List.copyOf(ys);
    }
  }

  /**
   * The class of the n-th model's line, the same in all charts of a page. The last model stands
   * out: the others are what it is compared with.
   */
  static String look(int model, int models) {
    return model == models - 1 ? "own" : "s" + model % LOOKS;
  }

  String toSvg() {
    return """
    <svg class="chart" viewBox="0 0 %d %d" role="img" aria-label="%s">
    %s%s<svg x="%d" y="%d" width="%d" height="%d">
    %s</svg>
    </svg>
    """
        .formatted(
            WIDTH,
            HEIGHT,
            Html.escape(title),
            horizontals(),
            verticals(),
            LEFT,
            TOP,
            PLOT_WIDTH,
            PLOT_HEIGHT,
            lines.stream().map(this::polyline).collect(Collectors.joining()));
  }

  private String horizontals() {
    return y.ticks()
        .mapToObj(
            tick ->
                "<line class=\"grid\" x1=\"%d\" x2=\"%d\" y1=\"%s\" y2=\"%s\"/>%s"
                    .formatted(
                        LEFT,
                        LEFT + PLOT_WIDTH,
                        unit(TOP + down(tick)),
                        unit(TOP + down(tick)),
                        text("end", LEFT - 6, TOP + down(tick) + 4, y.label(tick))))
        .collect(Collectors.joining());
  }

  private String verticals() {
    return x.ticks()
        .mapToObj(tick -> text("middle", LEFT + right(tick), TOP + PLOT_HEIGHT + 18, x.label(tick)))
        .collect(Collectors.joining());
  }

  private String polyline(Line line) {
    String points =
        IntStream.range(0, line.xs().size())
            .mapToObj(i -> unit(right(line.xs().get(i))) + ',' + unit(down(line.ys().get(i))))
            .collect(Collectors.joining(" "));
    return "<polyline class=\"line %s\" points=\"%s\"><title>%s</title></polyline>%n"
        .formatted(line.look(), points, Html.escape(line.name()));
  }

  private double right(double value) {
    return x.position(value) * PLOT_WIDTH;
  }

  private double down(double value) {
    return (1 - y.position(value)) * PLOT_HEIGHT;
  }

  private static String text(String anchor, double x, double y, String text) {
    return "<text text-anchor=\"%s\" x=\"%s\" y=\"%s\">%s</text>%n"
        .formatted(anchor, unit(x), unit(y), Html.escape(text));
  }

  private static String unit(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }
}
