package io.freshet.deploy.evaluate;

import io.freshet.ingestion.mapping.RowCounts;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What an evaluation was run on.
 *
 * @param file that was read
 * @param mapping file that says how its rows become events
 * @param rows what became of them
 * @param plan events to predict, warm-up and label delay
 * @param limit of the events to predict, when one was given
 * @param shuffleSeed of the order of the rows, when it was random
 */
record DataFacts(
    String file,
    String mapping,
    RowCounts rows,
    Plan plan,
    Optional<Long> limit,
    Optional<Long> shuffleSeed) {
  /** As names and values to be shown. */
  Map<String, String> shown() {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("file", file);
    facts.put("mapping", mapping);
    facts.put("rows", number(rows.rows()));
    facts.put("rows skipped", number(rows.skipped()));
    facts.put("rows rejected", number(rows.rejected()));
    facts.put("events to predict", number(plan.predicted()));
    facts.put("warm-up", number(plan.warmUp()) + " events");
    facts.put("limit", limit.map(DataFacts::number).orElse("none"));
    facts.put("order", shuffleSeed.map(seed -> "shuffled, seed " + seed).orElse("time"));
    facts.put("label delay", number(plan.labelDelay()) + " texts");
    return facts;
  }

  private static String number(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }
}
