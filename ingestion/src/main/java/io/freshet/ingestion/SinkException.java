package io.freshet.ingestion;

/** An event could not be handed on. */
public final class SinkException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Why not. */
  public enum Kind {
    /** The buffers are full: try again soon. */
    FULL,
    /** The broker cannot be reached, or did not answer in time. */
    AWAY,
    /** The event is larger than the broker takes. */
    TOO_LARGE
  }

  private final Kind kind;

  public SinkException(Kind kind, String message, Throwable cause) {
    super(message, cause);
    this.kind = kind;
  }

  public Kind kind() {
    return kind;
  }
}
