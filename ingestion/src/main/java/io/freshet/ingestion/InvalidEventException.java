package io.freshet.ingestion;

/** Carries a violation out of the depths of parsing; it has no stack trace, for it is no error. */
public final class InvalidEventException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient Violation violation;

  public InvalidEventException(String field, String value, Reason reason, String expected) {
    super(reason.code(), null, false, false);
    this.violation = new Violation(field, value, reason, expected);
  }

  public Violation violation() {
    return violation;
  }
}
