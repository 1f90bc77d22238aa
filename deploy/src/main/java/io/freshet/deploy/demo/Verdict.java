package io.freshet.deploy.demo;

import io.freshet.deploy.demo.Figures.Arm;
import io.freshet.deploy.demo.Figures.TextTask;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What the figures of a run say, in sentences. Pure. */
public final class Verdict {
  private Verdict() {}

  public static List<String> lines(Figures figures) {
    List<String> lines = new ArrayList<>();
    compare(figures, "freshet", "popularity").ifPresent(lines::add);
    compare(figures, "popularity", "random").ifPresent(lines::add);
    figures.arm("freshet").ifPresent(arm -> lines.add(reached(arm)));
    figures.texts().forEach(task -> lines.add(text(task)));
    return lines;
  }

  private static Optional<String> compare(Figures figures, String better, String worse) {
    return figures
        .arm(better)
        .flatMap(a -> figures.arm(worse).map(b -> compare(a, b)))
        .filter(line -> !line.isEmpty());
  }

  private static String compare(Arm better, Arm worse) {
    if (worse.clickThrough() <= 0) {
      return "";
    }
    double gain = better.clickThrough() / worse.clickThrough() - 1;
    return gain > 0
        ? text("%s beats %s by %.0f %%", name(better.name()), worse.name(), 100 * gain)
        : text("%s does not beat %s: %.0f %% less", name(better.name()), worse.name(), -100 * gain);
  }

  private static String reached(Arm arm) {
    double share = arm.oracleClickThrough() > 0 ? arm.clickThrough() / arm.oracleClickThrough() : 0;
    return text(
        "%s reaches %.0f %% of the click-through of the oracle", name(arm.name()), 100 * share);
  }

  private static String text(TextTask task) {
    return text(
        "Text task %s: accuracy %.1f %%, majority class %.1f %%",
        task.name(), 100 * task.accuracy(), 100 * task.majority());
  }

  private static String name(String arm) {
    return arm.isEmpty() ? arm : Character.toUpperCase(arm.charAt(0)) + arm.substring(1);
  }

  private static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
