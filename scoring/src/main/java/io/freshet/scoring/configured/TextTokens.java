package io.freshet.scoring.configured;

/** The tokenizer of a model. Several threads may use it at once. */
public interface TextTokens extends AutoCloseable {
  /**
   * The numbers of a text's tokens, with those that the model wants around them; of a text that is
   * longer than the configuration allows, one more than that, or when it is to be truncated just as
   * many.
   */
  long[] ids(String text);

  /** How many of the tokens of any text are those around it. */
  int added();

  @Override
  void close();
}
