package io.freshet.schemas.topic;

/** Kafka's {@code cleanup.policy}. */
public enum CleanupPolicy {
  /** Records go when they are older than the retention. */
  DELETE("delete"),
  /** The last record of each key stays. */
  COMPACT("compact"),
  /** The last record of each key stays until it is older than the retention. */
  COMPACT_DELETE("compact,delete");

  private final String value;

  CleanupPolicy(String value) {
    this.value = value;
  }

  public String value() {
    return value;
  }
}
