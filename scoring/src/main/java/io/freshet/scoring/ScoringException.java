package io.freshet.scoring;

/** A record that cannot be scored; the reason is the code of its dead letter. */
public final class ScoringException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String reason;

  public ScoringException(String reason, String message) {
    super(message);
    this.reason = reason;
  }

  public String reason() {
    return reason;
  }
}
