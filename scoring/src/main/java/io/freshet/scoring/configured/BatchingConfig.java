package io.freshet.scoring.configured;

import io.freshet.schemas.config.ConfigException;
import io.freshet.scoring.inference.BatchConfig;
import java.io.Serializable;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How the requests of one model are batched; what is absent is as in {@link BatchConfig#defaults}.
 *
 * @param size requests of a batch at most
 * @param deadline how long the oldest request of a batch waits for others while the model is idle
 * @param targetP99 of the time from a request's arrival to its answer; 0 leaves batches fixed
 * @param inFlight batches that wait for the model or are with it, at most
 */
public record BatchingConfig(
    @Nullable Integer size,
    @Nullable Duration deadline,
    @Nullable Duration targetP99,
    @Nullable Integer inFlight)
    implements Serializable {
  static final BatchingConfig NONE = new BatchingConfig(null, null, null, null);

  /** With the defaults; requests have no order to keep. */
  public BatchConfig complete() {
    BatchConfig defaults = BatchConfig.defaults();
    return new BatchConfig(
        Objects.requireNonNullElse(size, defaults.size()),
        Objects.requireNonNullElse(deadline, defaults.deadline()),
        Objects.requireNonNullElse(targetP99, defaults.targetP99()),
        Objects.requireNonNullElse(inFlight, defaults.inFlight()),
        false,
        defaults.failureLimit());
  }

  BatchingConfig checked(String key) {
    try {
      complete();
      return this;
    } catch (ConfigException e) {
      throw new ConfigException(key + "." + e.getMessage());
    }
  }
}
