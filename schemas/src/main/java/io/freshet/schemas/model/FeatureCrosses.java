package io.freshet.schemas.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Crosses of what is known about a candidate: one feature of value 1 for each combination of the
 * values of several fields, hashed. Fields are {@code item}, {@code last-item}, {@code because},
 * {@code source}, {@code position} and the names of {@link RankingFeatures}, whose values count in
 * buckets of an eighth. Computed from what was logged, so scorer and learner have the same.
 *
 * <p>Source: Cheng et al., "Wide &amp; Deep Learning for Recommender Systems", DLRS 2016, section
 * 3.1; Weinberger et al., "Feature Hashing for Large Scale Multitask Learning", ICML 2009.
 */
public final class FeatureCrosses {
  private static final List<String> CATEGORIES =
      List.of("item", "last-item", "because", "source", "position");
  private static final int BUCKETS_PER_UNIT = 8;
  private static final float LARGEST = 1000;

  /** The fields that there are. */
  public static final List<String> FIELDS = fields();

  private final int[][] crosses;
  private final int[] seeds;

  /**
   * @param crosses fields joined by {@code *}
   */
  public FeatureCrosses(List<String> crosses) {
    this.crosses = crosses.stream().map(FeatureCrosses::parse).toArray(int[][]::new);
    this.seeds = crosses.stream().mapToInt(FeatureCrosses::hash).toArray();
  }

  static boolean isCross(String text) {
    return FIELDS.containsAll(List.of(text.split("\\*", -1)));
  }

  /** How many there are of each candidate. */
  public int size() {
    return crosses.length;
  }

  /** The hash of one cross of a candidate; all 32 bits count. */
  public int hash(RankingInput input, int candidate, int cross) {
    int hash = seeds[cross];
    for (int field : crosses[cross]) {
      hash = mixed(31 * hash + value(input, candidate, field));
    }
    return hash;
  }

  private static int value(RankingInput input, int candidate, int field) {
    return switch (field) {
      case 0 -> hash(input.item(candidate));
      case 1 -> hash(input.lastItem());
      case 2 -> hash(input.because(candidate));
      case 3 -> hash(input.source(candidate));
      case 4 -> input.position(candidate);
      default -> bucket(input.features(candidate)[field - CATEGORIES.size()]);
    };
  }

  private static int bucket(float value) {
    float bounded = Math.max(-LARGEST, Math.min(LARGEST, value));
    return (int) Math.floor(bounded * BUCKETS_PER_UNIT);
  }

  /** FNV-1a over the characters. */
  private static int hash(String text) {
    int hash = 0x811c9dc5;
    for (int i = 0; i < text.length(); i++) {
      hash = (hash ^ text.charAt(i)) * 0x01000193;
    }
    return hash;
  }

  /** MurmurHash3's finaliser: every bit of the result depends on every bit of the hash. */
  private static int mixed(int hash) {
    int mixed = (hash ^ hash >>> 16) * 0x85ebca6b;
    mixed = (mixed ^ mixed >>> 13) * 0xc2b2ae35;
    return mixed ^ mixed >>> 16;
  }

  private static int[] parse(String cross) {
    return Arrays.stream(cross.split("\\*", -1)).mapToInt(FIELDS::indexOf).toArray();
  }

  private static List<String> fields() {
    List<String> fields = new ArrayList<>(CATEGORIES);
    fields.addAll(RankingFeatures.NAMES);
    return List.copyOf(fields);
  }
}
