package io.freshet.scoring.text;

/**
 * What a run of an encoder costs, in tokens: {@code overhead + texts · longest}, padding included.
 *
 * @param overhead of a run, whatever is in it
 * @param most tokens of a run, padding included, above which it gets slower again; a single text
 *     may have more
 */
public record RunCost(int overhead, int most) {
  /**
   * Measured with int8 MiniLM, one thread, processor time: 0.48 ms + 75 µs a token, from 8 to 128
   * tokens and 1 to 32 texts; above 1,024 tokens up to a quarter more.
   */
  public static final RunCost CPU = new RunCost(7, 1024);

  /** A GPU is slow to start and then wide: texts of all lengths go into one run. */
  public static final RunCost GPU = new RunCost(4096, 1 << 16);

  int of(int texts, int longest) {
    return overhead + texts * longest;
  }

  boolean allows(int texts, int longest) {
    return texts == 1 || texts * longest <= most;
  }
}
