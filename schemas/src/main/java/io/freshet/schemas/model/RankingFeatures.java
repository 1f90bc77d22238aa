package io.freshet.schemas.model;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.CRC32;

/**
 * The features that a candidate is ranked by, in the order in which they are logged. Scorer and
 * learner share this list; its fingerprint names it in every record, so that features are never
 * read in another order than they were written in.
 *
 * <p>What a source of candidates says of an item comes as up to three features: <i>share</i> is its
 * score relative to the best accepted item's, in [0, 1]; <i>log share</i> is ln(10⁻³ + share), so
 * that sources multiply like probabilities; <i>strength</i> is ln(1 + score).
 */
public enum RankingFeatures {
  /** Always 1. */
  BIAS,
  /** Share by co-visitation with the recent history. */
  CO_VISITATION_SHARE,
  /** Log share by co-visitation with the recent history. */
  CO_VISITATION_LOG_SHARE,
  /** Strength by co-visitation with the recent history. */
  CO_VISITATION_STRENGTH,
  /** Share by co-visitation with the long history. */
  LONG_HISTORY_SHARE,
  /** Log share by co-visitation with the long history. */
  LONG_HISTORY_LOG_SHARE,
  /** Share by transitions from the last items. */
  TRANSITION_SHARE,
  /** Log share by transitions from the last items. */
  TRANSITION_LOG_SHARE,
  /** Strength by transitions from the last items. */
  TRANSITION_STRENGTH,
  /** ln(1 + 100 p), p = how often, of the visits of the last item, this one came next. */
  LAST_STEP,
  /** ln(1 + 100 p), p = how often, of the visits of the last item, this one came just before. */
  STEP_BACK,
  /** Logit of the embedding model, user vector · item vector + bias; 0 without a user vector. */
  EMBEDDING,
  /** Share by similarity of title and categories to the recent history. */
  CONTENT_SHARE,
  /** Log share by similarity of title and categories to the recent history. */
  CONTENT_LOG_SHARE,
  /** Share by decayed popularity. */
  POPULARITY_SHARE,
  /** Log share by decayed popularity. */
  POPULARITY_LOG_SHARE,
  /** Log share by popularity of the last days. */
  TRENDING_LOG_SHARE,
  /** 1 for a candidate that came in as a new item. */
  NEW_ITEM,
  /** Smoothed clicks per impression. */
  CLICK_RATE,
  /** Share of the user's decayed category counts that lies in the item's categories, in [0, 1]. */
  CATEGORY_AFFINITY,
  /** −|ln price − mean ln price of the recent history|, at least −3; 0 where a price is missing. */
  PRICE_AFFINITY,
  /** ln(1 + hours since the item was first seen) / 10. */
  AGE,
  /** ln(1 + hours since the item's newest event) / 10. */
  RECENCY,
  /** ln(1 + length of the known history) / 5. */
  HISTORY_LENGTH,
  /** ln(1 + interactions of the session so far) / 5. */
  SESSION_LENGTH;

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
