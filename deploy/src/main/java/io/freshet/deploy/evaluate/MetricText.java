package io.freshet.deploy.evaluate;

import java.util.Map;

/** What the figures mean, for a reader of the page. */
final class MetricText {
  private static final Map<String, String> TEXTS =
      Map.ofEntries(
          Map.entry(
              "recall@10",
              "Share of the tests whose item was among the first 10 of the list (hit rate)."),
          Map.entry(
              "ndcg@10",
              "The same, discounted by the rank r of the item: 1 / log2(r + 1). 1 is perfect."),
          Map.entry(
              "vs-freshet",
              "recall@10 less that of freshet on the same tests, so above 0 is better than freshet."
                  + " Where the interval does not hold 0, they differ."),
          Map.entry("mrr", "Mean of 1 / rank of the item, 0 where it was not in the list."),
          Map.entry("coverage", "Share of the catalogue that was in a list."),
          Map.entry(
              "novelty",
              "Mean self-information of the recommended items, bits. Well-known items have little."),
          Map.entry("mae", "Mean absolute error, in the unit of the ratings. Lower is better."),
          Map.entry("rmse", "Root of the mean squared error. Lower is better."),
          Map.entry("accuracy", "Share of right predictions."),
          Map.entry("first-200", "Share of right ones among the first 200 predictions."),
          Map.entry("last-1000", "Share of right ones among the last 1000 predictions."),
          Map.entry("macro-f1", "Mean over the classes of the F1 score."),
          Map.entry(
              "auc",
              "Area under the ROC curve, mean over the classes, each against the rest. 0.5 is"
                  + " chance."),
          Map.entry(
              "log-loss",
              "Mean -ln of the probability that was given to the true class, nats. Lower is"
                  + " better."),
          Map.entry(
              "ece",
              "Expected calibration error: how far confidence is from accuracy. Lower is better."));

  private MetricText() {}

  /** One or two sentences; nothing for a figure without a text. */
  static String of(String metric) {
    return TEXTS.getOrDefault(metric, "");
  }
}
