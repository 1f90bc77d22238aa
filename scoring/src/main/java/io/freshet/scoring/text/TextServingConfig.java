package io.freshet.scoring.text;

import io.freshet.schemas.config.ConfigException;
import io.freshet.scoring.inference.BatchConfig;
import java.io.Serializable;
import java.util.HashMap;
import java.util.Map;

/**
 * Keys {@code scoring.text}: how texts are answered.
 *
 * @param encoder what turns texts into vectors
 * @param tasks what is known of classification tasks before their first label
 * @param abstainBelow an answer whose most probable class is less probable than this is marked as
 *     withheld; 0 withholds none
 * @param explain n-grams that each answer names, those that moved it most; 0 for none
 * @param batching how texts are batched for the encoder
 */
public record TextServingConfig(
    EncoderConfig encoder,
    Map<String, TaskConfig> tasks,
    double abstainBelow,
    int explain,
    BatchConfig batching)
    implements Serializable {
  public TextServingConfig {
    ConfigException.require(
        abstainBelow >= 0 && abstainBelow <= 1,
        "scoring.text.abstain-below",
        abstainBelow,
        "in [0, 1]");
    ConfigException.require(explain >= 0, "scoring.text.explain", explain, "0 or more");
    tasks = Map.copyOf(tasks);
  }

  public static TextServingConfig defaults() {
    return new TextServingConfig(
        EncoderConfig.defaults(), TaskConfig.defaults(), 0, 5, BatchConfig.defaults());
  }

  /** The same with another encoder. */
  public TextServingConfig withEncoder(EncoderConfig other) {
    return new TextServingConfig(other, tasks, abstainBelow, explain, batching);
  }

  /** The same with something known of another task, unless something is known of it already. */
  public TextServingConfig withTask(String name, TaskConfig task) {
    Map<String, TaskConfig> more = new HashMap<>(tasks);
    more.putIfAbsent(name, task);
    return new TextServingConfig(encoder, more, abstainBelow, explain, batching);
  }
}
