package io.freshet.schemas.wire;

/** Bytes that are no record of the expected type; the message says what is wrong with them. */
public final class MalformedRecordException extends Exception {
  private static final long serialVersionUID = 1L;

  public MalformedRecordException(String message, Throwable cause) {
    super(message, cause);
  }
}
