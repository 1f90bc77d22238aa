package io.freshet.features;

import static io.freshet.schemas.config.ConfigException.require;

import io.freshet.schemas.config.ConfigException;
import io.freshet.schemas.model.ForwardDecay;
import java.io.Serializable;
import java.time.Duration;

/**
 * Section {@code features}.
 *
 * @param historyLength most recent interactions kept per user and published in user features
 * @param exampleHistory history entries in a NEXT_ITEM example
 * @param negatives sampled items per NEXT_ITEM example
 * @param negativePool recent items that negatives are drawn from, per subtask
 * @param counterHalfLife of the decayed counters of users and of the popularity of items
 * @param categoryCounters categories counted per user; the smallest counter gives way
 * @param sessionGap silence, by event time, after which a new session begins
 * @param attributionWindow event time after which a list without outcome has expired
 * @param outcomeWait processing time that an interaction waits for the list that it is the outcome
 *     of
 * @param pendingLists lists per user that may wait for an outcome; older ones are superseded
 * @param knownItems items remembered per user, to tell repeats
 * @param labelWindow event time that a text prediction waits for labels, and a label for its
 *     prediction
 * @param userTtl event time after a user's last sign of life when all state of the user is
 *     forgotten
 * @param itemTtl the same for items that are deleted or that no item record describes
 * @param itemFeatureInterval at most one features record per item and this processing time
 * @param rateAlpha α of the Beta prior of rates: clicks before the first event
 * @param rateBeta β of it: impressions without a click before the first event
 * @param progressInterval processing time between two progress records of a model
 * @param progressPane outcomes per pane of the window that progress is also reported over
 */
public record FeatureConfig(
    int historyLength,
    int exampleHistory,
    int negatives,
    int negativePool,
    Duration counterHalfLife,
    int categoryCounters,
    Duration sessionGap,
    Duration attributionWindow,
    Duration outcomeWait,
    int pendingLists,
    int knownItems,
    Duration labelWindow,
    Duration userTtl,
    Duration itemTtl,
    Duration itemFeatureInterval,
    double rateAlpha,
    double rateBeta,
    Duration progressInterval,
    int progressPane)
    implements Serializable {

  public FeatureConfig {
    atLeast(1, "history-length", historyLength);
    require(
        exampleHistory >= 0 && exampleHistory <= historyLength,
        "features.example-history",
        exampleHistory,
        "0 to history-length (" + historyLength + ")");
    atLeast(0, "negatives", negatives);
    atLeast(negatives, "negative-pool", negativePool);
    positive("counter-half-life", counterHalfLife);
    atLeast(0, "category-counters", categoryCounters);
    positive("session-gap", sessionGap);
    positive("attribution-window", attributionWindow);
    positive("outcome-wait", outcomeWait);
    atLeast(1, "pending-lists", pendingLists);
    atLeast(0, "known-items", knownItems);
    positive("label-window", labelWindow);
    require(
        userTtl.compareTo(attributionWindow) >= 0,
        "features.user-ttl",
        userTtl,
        "at least the attribution-window (" + attributionWindow + ")");
    positive("item-ttl", itemTtl);
    positive("item-feature-interval", itemFeatureInterval);
    require(rateAlpha > 0, "features.rate-alpha", rateAlpha, "more than 0");
    require(rateBeta > 0, "features.rate-beta", rateBeta, "more than 0");
    positive("progress-interval", progressInterval);
    atLeast(1, "progress-pane", progressPane);
  }

  public static FeatureConfig defaults() {
    return new FeatureConfig(
        50,
        20,
        20,
        1000,
        Duration.ofDays(7),
        20,
        Duration.ofMinutes(30),
        Duration.ofDays(7),
        Duration.ofSeconds(30),
        20,
        500,
        Duration.ofDays(30),
        Duration.ofDays(365),
        Duration.ofDays(90),
        Duration.ofMillis(500),
        1,
        20,
        Duration.ofSeconds(1),
        1000);
  }

  /** The decay of counters and popularity. */
  public ForwardDecay decay() {
    return new ForwardDecay(counterHalfLife);
  }

  private static void atLeast(int least, String key, int value) {
    ConfigException.require(value >= least, "features." + key, value, "at least " + least);
  }

  private static void positive(String key, Duration value) {
    ConfigException.require(value.toMillis() > 0, "features." + key, value, "more than 0");
  }
}
