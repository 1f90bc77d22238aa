package io.freshet.schemas.model;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.CRC32;

/**
 * The features that a candidate is ranked by, in the order in which they are logged. Scorer and
 * learner share this list; its fingerprint names it in every record, so that features are never
 * read in another order than they were written in.
 */
public enum RankingFeatures {
  /** Always 1. */
  BIAS,
  /** Co-visitation score relative to the best candidate's, in [0, 1]. */
  CO_VISITATION_SHARE,
  /** ln(1 + co-visitation score). */
  CO_VISITATION_LOG,
  /** 1 / (1 + rank among the co-visitation candidates); 0 when it is none of them. */
  CO_VISITATION_RANK,
  /** Decayed count relative to the most popular candidate's, in [0, 1]. */
  POPULARITY_SHARE,
  /** ln(1 + decayed count). */
  POPULARITY_LOG,
  /** 1 / (1 + rank among the popular candidates); 0 when it is none of them. */
  POPULARITY_RANK,
  /** 1 for a candidate that came in as a new item. */
  NEW_ITEM,
  /** Smoothed clicks per impression. */
  CLICK_RATE,
  /** Share of the user's decayed category counts that lies in the item's categories, in [0, 1]. */
  CATEGORY_AFFINITY,
  /** ln(1 + age in hours) / 10. */
  AGE,
  /** ln(1 + length of the known history) / 5. */
  HISTORY_LENGTH;

  /** Their names, in order: the row keys of the ranker. */
  public static final List<String> NAMES =
      List.of(values()).stream()
          .map(feature -> feature.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-'))
          .toList();

  /** Names this list, in this order. */
  public static final String FINGERPRINT = fingerprint(NAMES);

  private static String fingerprint(List<String> names) {
    CRC32 crc = new CRC32();
    crc.update(String.join(",", names).getBytes(StandardCharsets.UTF_8));
    return "ranking-" + Long.toHexString(crc.getValue());
  }
}
