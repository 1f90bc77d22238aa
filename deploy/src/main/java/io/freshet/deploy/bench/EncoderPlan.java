package io.freshet.deploy.bench;

import io.freshet.deploy.CommandException;
import java.util.List;

/**
 * What {@code bench encoder} is to do.
 *
 * @param texts of a round
 * @param rounds that count, of each row
 * @param seconds that latency is measured for
 * @param load rate at which latency is measured, as a share of the texts that the operator can
 *     encode
 * @param batches sizes
 * @param deadlines of batches, milliseconds
 * @param seed of the order of texts and of when they come
 */
record EncoderPlan(
    int texts,
    int rounds,
    int seconds,
    double load,
    List<Integer> batches,
    List<Integer> deadlines,
    long seed) {
  EncoderPlan {
    require(texts >= 1, "--texts", texts, "at least 1");
    require(rounds >= 1, "--rounds", rounds, "at least 1");
    require(seconds >= 1, "--seconds", seconds, "at least 1");
    require(load > 0 && load < 1, "--load", load, "in (0, 1)");
    for (int batch : batches) {
      require(batch >= 1 && texts % batch == 0, "--batches", batch, "divisors of --texts");
    }
  }

  private static void require(boolean condition, String option, Object value, String expected) {
    if (!condition) {
      throw new CommandException(option + " = " + value + ", expected " + expected);
    }
  }
}
