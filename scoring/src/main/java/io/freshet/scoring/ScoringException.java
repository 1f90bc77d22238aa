package io.freshet.scoring;

/** A record that cannot be scored; the reason is the code of its dead letter. */
public final class ScoringException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Reason of failures that have no code of their own. */
  private static final String UNKNOWN = "scoring-failed";

  private final String reason;

  public ScoringException(String reason, String message) {
    super(message);
    this.reason = reason;
  }

  public String reason() {
    return reason;
  }

  /** The code of a failure, or of what caused it. */
  public static String reasonOf(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof ScoringException known) {
        return known.reason;
      }
    }
    return UNKNOWN;
  }
}
