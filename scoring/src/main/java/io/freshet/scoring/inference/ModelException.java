package io.freshet.scoring.inference;

/**
 * A model cannot serve: its message names the model, the tensor or value, and what was expected.
 */
public final class ModelException extends Exception {
  private static final long serialVersionUID = 1L;

  public ModelException(String message) {
    super(message);
  }

  public ModelException(String message, Throwable cause) {
    super(message, cause);
  }
}
