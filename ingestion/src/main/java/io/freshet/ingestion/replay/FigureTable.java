package io.freshet.ingestion.replay;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.freshet.schemas.record.Progress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;

/** The latest figures of the pipeline, as a table for people and as JSON. */
public final class FigureTable {
  private static final String FORM = "%-14s %-18s %9s  %s%n";

  private final List<Progress> figures;

  public FigureTable(List<Progress> figures) {
    this.figures = new ArrayList<>(figures);
    this.figures.sort(
        Comparator.comparing(Progress::getTask)
            .thenComparing(Progress::getModel)
            .thenComparing(Progress::getSubtask));
  }

  /** One line per task and model. */
  public String text() {
    StringBuilder text =
        new StringBuilder(String.format(Locale.ROOT, FORM, "task", "model", "count", "figures"));
    for (Progress figure : figures) {
      text.append(
          String.format(
              Locale.ROOT,
              FORM,
              figure.getTask(),
              figure.getModel(),
              figure.getCount(),
              metrics(figure)));
    }
    return text.toString();
  }

  private static String metrics(Progress figure) {
    List<String> parts = new ArrayList<>();
    new TreeMap<>(figure.getMetrics())
        .forEach((name, value) -> parts.add(name + " " + number(value)));
    return String.join("  ", parts);
  }

  private static String number(double value) {
    boolean whole = value == Math.rint(value) && Math.abs(value) >= 2;
    return String.format(Locale.ROOT, whole ? "%.0f" : "%.4f", value);
  }

  public ArrayNode json() {
    ArrayNode all = JsonNodeFactory.instance.arrayNode();
    for (Progress figure : figures) {
      ObjectNode entry =
          all.addObject()
              .put("task", figure.getTask())
              .put("model", figure.getModel())
              .put("count", figure.getCount());
      ObjectNode metrics = entry.putObject("metrics");
      new TreeMap<>(figure.getMetrics()).forEach(metrics::put);
    }
    return all;
  }
}
