package io.freshet.scoring;

import io.freshet.schemas.config.ConfigException;
import io.freshet.scoring.configured.ConfiguredModelConfig;
import io.freshet.scoring.inference.DeviceChoice;
import io.freshet.scoring.text.TextServingConfig;
import java.io.Serializable;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Section {@code scoring}.
 *
 * @param listSize items of a list, where a request does not say
 * @param baselineSize items of each logged baseline list
 * @param candidates what the ranker chooses from
 * @param minRankerEvidence Σ g² of the ranker's bias (about one per hit that it learned from) below
 *     which lists keep the order of retrieval
 * @param rankingDevice where DeepFM scores the candidates of all lists of a batch at once: auto,
 *     cpu or gpu:N; java: each list by itself in plain Java
 * @param exploration probability that one place of a list goes to a new item drawn at random
 * @param explain how many reasons each item of a ranked list names: what moved its score most
 * @param variants share of users per serving policy: freshet, popularity, random
 * @param excludeKnown whether items that the user has been with are left out
 * @param knownItems how many of them are remembered per user, the most recent
 * @param userTtl after which a silent user's state is forgotten
 * @param blocked items that are never recommended
 * @param batchSize records that close a micro-batch
 * @param batchDeadline age that closes a micro-batch
 * @param checkpointInterval of this job, whose state is whole models; its outputs do not wait for
 *     checkpoints
 * @param text how texts are answered
 * @param models of the user's own
 * @param feed the HTTP server
 */
public record ScoringConfig(
    int listSize,
    int baselineSize,
    CandidateConfig candidates,
    double minRankerEvidence,
    String rankingDevice,
    double exploration,
    int explain,
    Map<String, Double> variants,
    boolean excludeKnown,
    int knownItems,
    Duration userTtl,
    List<String> blocked,
    int batchSize,
    Duration batchDeadline,
    Duration checkpointInterval,
    TextServingConfig text,
    List<ConfiguredModelConfig> models,
    FeedConfig feed)
    implements Serializable {
  public static final String SECTION = "scoring";

  /** A device that is none: plain Java. */
  static final String JAVA = "java";

  public ScoringConfig {
    requireAtLeastOne("list-size", listSize);
    requireAtLeastOne("baseline-size", baselineSize);
    requireAtLeastOne("known-items", knownItems);
    requireAtLeastOne("batch-size", batchSize);
    ConfigException.require(
        minRankerEvidence >= 0, "scoring.min-ranker-evidence", minRankerEvidence, "0 or more");
    ConfigException.require(
        exploration >= 0 && exploration <= 1, "scoring.exploration", exploration, "in [0, 1]");
    ConfigException.require(explain >= 0, "scoring.explain", explain, "0 or more");
    ConfigException.require(
        !batchDeadline.isNegative(), "scoring.batch-deadline", batchDeadline, "0 or more");
    ConfigException.require(userTtl.toMillis() > 0, "scoring.user-ttl", userTtl, "more than 0");
    ConfigException.require(
        checkpointInterval.toMillis() >= 10,
        "scoring.checkpoint-interval",
        checkpointInterval,
        "at least 10ms");
    if (!rankingDevice.equals(JAVA)) {
      DeviceChoice.parse("scoring.ranking-device", rankingDevice);
    }
    requireShares(variants);
    variants = Map.copyOf(variants);
    blocked = List.copyOf(blocked);
    models = ConfiguredModelConfig.unique(models);
  }

  public static ScoringConfig defaults() {
    return new ScoringConfig(
        20,
        10,
        CandidateConfig.defaults(),
        50,
        "auto",
        0.01,
        3,
        Map.of(Variant.FRESHET.label(), 1.0),
        true,
        2000,
        Duration.ofDays(90),
        List.of(),
        64,
        Duration.ofMillis(5),
        Duration.ofSeconds(10),
        TextServingConfig.defaults(),
        List.of(),
        FeedConfig.defaults());
  }

  /** The same with another HTTP server. */
  public ScoringConfig withFeed(FeedConfig other) {
    return new ScoringConfig(
        listSize,
        baselineSize,
        candidates,
        minRankerEvidence,
        rankingDevice,
        exploration,
        explain,
        variants,
        excludeKnown,
        knownItems,
        userTtl,
        blocked,
        batchSize,
        batchDeadline,
        checkpointInterval,
        text,
        models,
        other);
  }

  /** The same with other serving policies. */
  public ScoringConfig withVariants(Map<String, Double> shares) {
    return new ScoringConfig(
        listSize,
        baselineSize,
        candidates,
        minRankerEvidence,
        rankingDevice,
        exploration,
        explain,
        shares,
        excludeKnown,
        knownItems,
        userTtl,
        blocked,
        batchSize,
        batchDeadline,
        checkpointInterval,
        text,
        models,
        feed);
  }

  /** The same with another probability of exploration. */
  public ScoringConfig withExploration(double probability) {
    return new ScoringConfig(
        listSize,
        baselineSize,
        candidates,
        minRankerEvidence,
        rankingDevice,
        probability,
        explain,
        variants,
        excludeKnown,
        knownItems,
        userTtl,
        blocked,
        batchSize,
        batchDeadline,
        checkpointInterval,
        text,
        models,
        feed);
  }

  private static void requireAtLeastOne(String key, int value) {
    ConfigException.require(value >= 1, "scoring." + key, value, "at least 1");
  }

  private static void requireShares(Map<String, Double> variants) {
    variants.forEach(
        (name, share) -> {
          ConfigException.require(
              Variant.named(name).isPresent(),
              "scoring.variants",
              name,
              "one of " + Variant.labels());
          ConfigException.require(share >= 0, "scoring.variants." + name, share, "0 or more");
        });
    double sum = variants.values().stream().mapToDouble(Double::doubleValue).sum();
    ConfigException.require(
        Math.abs(sum - 1) < 1e-9, "scoring.variants", variants, "shares that add up to 1");
  }
}
