package io.freshet.deploy.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Who came in how, by the name of the examples: as a table, and as JSON. */
final class LearnerReport {
  private final List<Yardstick> yardsticks;
  private final Map<String, List<LearnerRace.Standing>> races = new LinkedHashMap<>();

  /**
   * A group of contestants that all others are compared with: the fastest of them counts.
   *
   * @param title heads the column
   */
  record Yardstick(String title, List<String> contestants) {
    double perSecond(List<LearnerRace.Standing> standings) {
      return standings.stream()
          .filter(standing -> contestants.contains(standing.title()))
          .mapToDouble(LearnerRace.Standing::perSecond)
          .max()
          .orElse(Double.NaN);
    }
  }

  LearnerReport(List<Yardstick> yardsticks) {
    this.yardsticks = yardsticks;
  }

  void add(String examples, List<LearnerRace.Standing> standings) {
    races.put(examples, standings);
  }

  String text() {
    StringBuilder text = new StringBuilder();
    races.forEach((examples, standings) -> table(text, examples, standings));
    return text.toString();
  }

  String json() throws IOException {
    ObjectMapper mapper = new ObjectMapper();
    ObjectNode root = mapper.createObjectNode();
    root.put("cores", Runtime.getRuntime().availableProcessors());
    races.forEach(
        (examples, standings) -> {
          ArrayNode rows = root.putArray(examples);
          standings.forEach(standing -> json(rows.addObject(), standing, standings));
        });
    return mapper.writerWithDefaultPrettyPrinter().writeValueAsString(root);
  }

  private void table(StringBuilder text, String examples, List<LearnerRace.Standing> standings) {
    text.append(String.format(Locale.ROOT, "%-28s %12s %10s", examples, "examples/s", "log-loss"));
    yardsticks.forEach(yardstick -> text.append(String.format("  × %s", yardstick.title())));
    text.append(System.lineSeparator());
    for (LearnerRace.Standing standing : standings) {
      text.append(
          String.format(
              Locale.ROOT,
              "%-28s %,12.0f %10s",
              standing.title(),
              standing.perSecond(),
              loss(standing)));
      for (Yardstick yardstick : yardsticks) {
        double ratio = standing.perSecond() / yardstick.perSecond(standings);
        text.append(
            String.format(Locale.ROOT, "  %" + (yardstick.title().length() + 2) + ".2f", ratio));
      }
      text.append(System.lineSeparator());
    }
  }

  private void json(
      ObjectNode row, LearnerRace.Standing standing, List<LearnerRace.Standing> standings) {
    row.put("contestant", standing.title());
    row.put("examples-per-second", standing.perSecond());
    standing.logLoss().ifPresent(loss -> row.put("log-loss", loss));
    for (Yardstick yardstick : yardsticks) {
      row.put("times " + yardstick.title(), standing.perSecond() / yardstick.perSecond(standings));
    }
  }

  private static String loss(LearnerRace.Standing standing) {
    return standing.logLoss().isPresent()
        ? String.format(Locale.ROOT, "%.5f", standing.logLoss().getAsDouble())
        : "";
  }
}
