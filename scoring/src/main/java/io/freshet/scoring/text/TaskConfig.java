package io.freshet.scoring.text;

import io.freshet.schemas.config.ConfigException;
import java.io.Serializable;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Keys {@code scoring.text.tasks.<task>}: what is known of a classification task before its first
 * label.
 *
 * @param classes sentences that are typical of each class, or none, which means its name
 * @param temperature log-odds that a whole unit of cosine is worth; when absent, {@value
 *     #DEFAULT_TEMPERATURE}
 */
public record TaskConfig(Map<String, List<String>> classes, @Nullable Double temperature)
    implements Serializable {
  static final double DEFAULT_TEMPERATURE = 20;

  public TaskConfig {
    temperature = temperature == null ? Double.valueOf(DEFAULT_TEMPERATURE) : temperature;
    ConfigException.require(
        temperature >= 0, "scoring.text.tasks.*.temperature", temperature, "0 or more");
    ConfigException.require(
        classes != null && classes.size() >= 2,
        "scoring.text.tasks.*.classes",
        classes,
        "two or more classes, each with sentences or an empty list");
    classes = copy(classes);
  }

  /** The tasks that are known before anything is configured: sentiment. */
  public static Map<String, TaskConfig> defaults() {
    return Map.of("sentiment", new TaskConfig(SentimentSeeds.byClass(), DEFAULT_TEMPERATURE));
  }

  /** What a class is recognised by. */
  List<String> seeds(String label) {
    List<String> sentences = classes.getOrDefault(label, List.of());
    return sentences.isEmpty() ? List.of(label) : sentences;
  }

  private static Map<String, List<String>> copy(Map<String, List<String>> classes) {
    Map<String, List<String>> copy = new LinkedHashMap<>();
    classes.forEach(
        (label, sentences) ->
            copy.put(label, sentences == null ? List.of() : List.copyOf(sentences)));
    return Collections.unmodifiableMap(copy);
  }
}
