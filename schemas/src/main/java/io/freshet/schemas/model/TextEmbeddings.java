package io.freshet.schemas.model;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * The weights of a classifier for the vectors of texts, one row per encoder: those of two encoders
 * have nothing to do with each other. A row's key is {@code embedding/<dimensions>/<encoding>}.
 */
public final class TextEmbeddings {
  private static final String PREFIX = "embedding/";

  /** Takes the flat form of a row: class names and their values, one class after the other. */
  interface RowConsumer {
    void accept(String key, List<String> columns, List<Float> values);
  }

  private final Map<String, EmbeddingWeights> byKey = new LinkedHashMap<>();

  /**
   * The key of the row of an encoder's vectors.
   *
   * @param encoding fingerprint of the encoder
   */
  public static String key(String encoding, int dimensions) {
    return PREFIX + dimensions + '/' + encoding;
  }

  /** Whether a row is of vectors. */
  public static boolean isKey(String key) {
    return key.startsWith(PREFIX);
  }

  /** The weights of a row; null before anything was learned. */
  @Nullable EmbeddingWeights find(String key) {
    return byKey.get(key);
  }

  /** The weights of a row, none at first. */
  public EmbeddingWeights of(String key) {
    return byKey.computeIfAbsent(key, added -> new EmbeddingWeights(dimensions(added)));
  }

  void remove(String key) {
    byKey.remove(key);
  }

  /**
   * Adds to a row.
   *
   * @param labelIndex of a column
   */
  void add(
      String key,
      List<String> columns,
      List<? extends Number> values,
      ToIntFunction<String> labelIndex) {
    for (int i = 0; i < columns.size(); i++) {
      EmbeddingWeights weights = of(key);
      weights.add(labelIndex.applyAsInt(columns.get(i)), values, 2 * weights.dimensions() * i);
    }
  }

  /**
   * Hands over every row.
   *
   * @param labels in the order of their indices
   */
  void forEach(List<String> labels, RowConsumer consumer) {
    byKey.forEach((key, weights) -> accept(key, weights, labels, consumer));
  }

  private static void accept(
      String key, EmbeddingWeights weights, List<String> labels, RowConsumer consumer) {
    List<String> columns = new ArrayList<>(labels.size());
    List<Float> values = new ArrayList<>(2 * weights.dimensions() * labels.size());
    for (int label = 0; label < labels.size(); label++) {
      if (weights.has(label)) {
        columns.add(labels.get(label));
        weights.appendTo(values, label);
      }
    }
    if (!columns.isEmpty()) {
      consumer.accept(key, columns, values);
    }
  }

  private static int dimensions(String key) {
    int from = PREFIX.length();
    return Integer.parseInt(key.substring(from, key.indexOf('/', from)));
  }
}
