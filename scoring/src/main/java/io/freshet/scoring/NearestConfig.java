package io.freshet.scoring;

import io.freshet.schemas.config.ConfigException;
import io.freshet.scoring.inference.DeviceChoice;
import io.freshet.scoring.nearest.GraphConfig;
import java.io.Serializable;

/**
 * Keys {@code scoring.candidates.nearest}: how the items nearest to a user's vector are found.
 *
 * @param scanItems up to so many items all are looked at, one user after the other, in the model
 *     itself
 * @param exactItems up to so many their vectors are multiplied with those of all users of a batch
 *     at once; with more, the items are a graph that is searched approximately. On a GPU they are
 *     always multiplied
 * @param device that multiplies: java, auto, cpu or gpu:N
 * @param rowsPerBatch items that are read from the model again before a batch: those that changed,
 *     then others in turn
 * @param graph the approximate index
 */
public record NearestConfig(
    int scanItems, int exactItems, String device, int rowsPerBatch, GraphConfig graph)
    implements Serializable {
  private static final String PREFIX = "scoring.candidates.nearest.";

  public NearestConfig {
    require(scanItems >= 0, "scan-items", scanItems, "0 or more");
    require(exactItems >= scanItems, "exact-items", exactItems, "at least scan-items");
    require(rowsPerBatch >= 1, "rows-per-batch", rowsPerBatch, "at least 1");
    if (!device.equals(ScoringConfig.JAVA)) {
      DeviceChoice.parse(PREFIX + "device", device);
    }
  }

  public static NearestConfig defaults() {
    return new NearestConfig(10_000, 250_000, "auto", 1024, GraphConfig.defaults());
  }

  boolean isJava() {
    return device.equals(ScoringConfig.JAVA);
  }

  DeviceChoice deviceChoice() {
    return new DeviceChoice(device);
  }

  private static void require(boolean holds, String key, Object value, String expected) {
    ConfigException.require(holds, PREFIX + key, value, expected);
  }
}
