package io.freshet.schemas.config;

/**
 * A configuration that cannot be used; the message names the key, the value and what was expected.
 */
public final class ConfigException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public ConfigException(String message) {
    super(message);
  }

  /** Fails unless the condition holds: {@code key = value, expected …}. */
  public static void require(boolean condition, String key, Object value, String expected) {
    if (!condition) {
      throw new ConfigException(key + " = " + value + ", expected " + expected);
    }
  }
}
