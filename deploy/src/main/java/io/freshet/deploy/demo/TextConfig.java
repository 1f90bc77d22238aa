package io.freshet.deploy.demo;

import static io.freshet.schemas.config.ConfigException.require;

import java.time.Duration;

/**
 * Texts of the simulated world: section {@code demo.world.texts}.
 *
 * @param share of all events that are texts or labels
 * @param labelDelay longest delay of a label; delays are uniform in half to all of it
 * @param labelled probability that a text is ever labelled
 * @param wordNoise probability that a telling word comes from the vocabulary of another class
 * @param labelNoise probability that a label is replaced by a random class
 */
public record TextConfig(
    double share, Duration labelDelay, double labelled, double wordNoise, double labelNoise) {
  public TextConfig {
    probability("share", share);
    require(labelDelay.toMillis() >= 2, "demo.world.texts.label-delay", labelDelay, "at least 2ms");
    probability("labelled", labelled);
    probability("word-noise", wordNoise);
    probability("label-noise", labelNoise);
  }

  public static TextConfig defaults() {
    return new TextConfig(0.08, Duration.ofSeconds(4), 0.9, 0.15, 0.03);
  }

  private static void probability(String key, double value) {
    require(value >= 0 && value <= 1, "demo.world.texts." + key, value, "0 to 1");
  }
}
