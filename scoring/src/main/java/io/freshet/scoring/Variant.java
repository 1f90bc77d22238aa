package io.freshet.scoring;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A serving policy. */
public enum Variant {
  /** Candidates of all sources in the order of the ranker. */
  FRESHET,
  /** The most popular items that the user does not know. */
  POPULARITY,
  /** Items drawn uniformly from the catalogue. */
  RANDOM;

  private final String label = name().toLowerCase(Locale.ROOT);

  /** Its name in configuration and records. */
  public String label() {
    return label;
  }

  public static Optional<Variant> named(String label) {
    return Arrays.stream(values()).filter(variant -> variant.label.equals(label)).findFirst();
  }

  public static List<String> labels() {
    return Arrays.stream(values()).map(Variant::label).toList();
  }
}
