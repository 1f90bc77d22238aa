package io.freshet.deploy.classify;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** How many texts got which class, per task. */
final class Distribution {
  private final Map<String, Map<String, Count>> byTask = new TreeMap<>();
  private final Map<String, Rights> rights = new TreeMap<>();

  private static final class Count {
    private long texts;
    private double confidence;
  }

  private static final class Rights {
    private long labelled;
    private long right;
  }

  void add(ClassifiedText answer) {
    Count count =
        byTask
            .computeIfAbsent(answer.head().getTask(), task -> new TreeMap<>())
            .computeIfAbsent(label(answer), label -> new Count());
    count.texts++;
    count.confidence += answer.confidence();
    answer.right().ifPresent(right -> addLabelled(answer.head().getTask(), right));
  }

  private void addLabelled(String task, boolean right) {
    Rights counts = rights.computeIfAbsent(task, added -> new Rights());
    counts.labelled++;
    counts.right += right ? 1 : 0;
  }

  private static String label(ClassifiedText answer) {
    if (answer.head().getLabel().isEmpty()) {
      return "(no class known)";
    }
    return answer.head().getAbstained() ? "(withheld)" : answer.head().getLabel().get();
  }

  /** A line per class, the most frequent first, and how many were right, where that is known. */
  String table() {
    StringBuilder table = new StringBuilder();
    byTask.forEach(
        (task, counts) -> {
          long all = counts.values().stream().mapToLong(count -> count.texts).sum();
          counts.entrySet().stream()
              .sorted((a, b) -> Long.compare(b.getValue().texts, a.getValue().texts))
              .forEach(entry -> table.append(line(task, entry.getKey(), entry.getValue(), all)));
          Optional.ofNullable(rights.get(task)).ifPresent(r -> table.append(accuracy(task, r)));
        });
    return table.toString();
  }

  /** Withheld answers count with the class that they would have had. */
  private static String accuracy(String task, Rights counts) {
    return String.format(
        Locale.ROOT,
        "%-12s accuracy %.3f on %,d labelled texts%n",
        task,
        (double) counts.right / counts.labelled,
        counts.labelled);
  }

  private static String line(String task, String label, Count count, long all) {
    return String.format(
        Locale.ROOT,
        "%-12s %-24s %,10d  %5.1f %%  mean confidence %.2f%n",
        task,
        label,
        count.texts,
        100.0 * count.texts / all,
        count.confidence / count.texts);
  }
}
