package io.freshet.deploy.demo;

import io.freshet.deploy.demo.Figures.Arm;
import io.freshet.deploy.demo.Figures.Latency;
import io.freshet.deploy.demo.Figures.TextTask;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Draws figures as text. Pure. */
public final class Scoreboard {
  private static final int BAR = 40;

  private Scoreboard() {}

  /** The whole board, one string per line. */
  public static List<String> lines(Figures figures, Duration duration) {
    List<String> lines = new ArrayList<>();
    lines.add(
        text(
            "%,.0f of %,d s   %,d events   %,.0f/s (last 15 s: %,.0f/s)",
            figures.seconds(),
            duration.toSeconds(),
            figures.events(),
            figures.eventsPerSecond(),
            figures.recentEventsPerSecond()));
    lines.add("");
    lines.add(latency("event → recommendation", figures.recommendation(), "lists"));
    lines.add(latency("event → parameter visible", figures.parameters(), "rows"));
    lines.add("");
    lines.addAll(clickThrough(figures));
    lines.add("");
    lines.addAll(texts(figures));
    lines.add("");
    lines.add(counts(figures));
    return lines;
  }

  /** The figures that matter in one line, for logs and pipes. */
  public static String line(Figures figures) {
    String arms =
        figures.arms().stream()
            .map(arm -> arm.name() + ' ' + percent(arm.recentClickThrough()))
            .collect(Collectors.joining("  "));
    String texts =
        figures.texts().stream()
            .map(task -> task.name() + ' ' + percent(task.recentAccuracy()))
            .collect(Collectors.joining("  "));
    return text(
        "%3.0f s  %,5.0f/s  list %.0f/%.0f ms  parameter %.0f/%.0f ms  click-through (last 15 s)"
            + " %s  oracle %s  accuracy %s  rejected %,d  late %,d",
        figures.seconds(),
        figures.recentEventsPerSecond(),
        figures.recommendation().p50(),
        figures.recommendation().p99(),
        figures.parameters().p50(),
        figures.parameters().p99(),
        arms,
        percent(figures.oracle().recentClickThrough()),
        texts,
        figures.counts().rejected(),
        figures.counts().late());
  }

  private static String latency(String what, Latency latency, String unit) {
    return text(
        "%-26s  p50 %,6.0f ms   p99 %,6.0f ms   %,10d %s",
        what, latency.p50(), latency.p99(), latency.count(), unit);
  }

  private static List<String> clickThrough(Figures figures) {
    List<String> lines = new ArrayList<>();
    lines.add(text("%-14s %9s %9s %9s", "click-through", "lists", "so far", "last 15 s"));
    figures.arms().forEach(arm -> lines.add(arm(arm)));
    lines.add(arm(figures.oracle()));
    return lines;
  }

  private static String arm(Arm arm) {
    return text(
            "  %-12s %,9d %9s %9s  %s",
            arm.name(),
            arm.lists(),
            percent(arm.clickThrough()),
            percent(arm.recentClickThrough()),
            "█".repeat((int) Math.round(BAR * arm.recentClickThrough())))
        .stripTrailing();
  }

  private static List<String> texts(Figures figures) {
    List<String> lines = new ArrayList<>();
    lines.add(
        text("%-14s %9s %9s %9s %9s", "text accuracy", "texts", "so far", "last 15 s", "majority"));
    figures.texts().forEach(task -> lines.add(task(task)));
    return lines;
  }

  private static String task(TextTask task) {
    return text(
        "  %-12s %,9d %9s %9s %9s",
        task.name(),
        task.predictions(),
        percent(task.accuracy()),
        percent(task.recentAccuracy()),
        percent(task.majority()));
  }

  private static String counts(Figures figures) {
    return text(
        "rejected %,d   late outcomes %,d   lists not served in time %,d   held back %.1f s",
        figures.counts().rejected(),
        figures.counts().late(),
        figures.counts().notInTime(),
        figures.counts().heldBackSeconds());
  }

  private static String percent(double share) {
    return text("%.1f %%", 100 * share);
  }

  private static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
