package io.freshet.scoring;

import java.io.Serializable;
import java.time.Duration;

/**
 * When a micro-batch closes: as soon as it has {@code size} records, or when its first record has
 * waited for {@code deadline}.
 */
public record BatchPolicy(int size, Duration deadline) implements Serializable {
  public BatchPolicy {
    if (size < 1 || deadline.isNegative()) {
      throw new IllegalArgumentException(
          "batch of " + size + " or " + deadline + ", expected at least 1 and no negative time");
    }
  }

  public static BatchPolicy of(ScoringConfig config) {
    return new BatchPolicy(config.batchSize(), config.batchDeadline());
  }

  /** Whether a batch of so many records closes at once. */
  public boolean isFull(int records) {
    return records >= size || deadline.isZero();
  }

  /** When a batch that opened at a time closes at the latest, epoch milliseconds. */
  public long closingTime(long openedAt) {
    return openedAt + deadline.toMillis();
  }
}
