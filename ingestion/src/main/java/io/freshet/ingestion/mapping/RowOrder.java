package io.freshet.ingestion.mapping;

/**
 * In which order the rows of a file are taken.
 *
 * @param kind see {@link Kind}
 * @param seed of the shuffle
 */
public record RowOrder(Kind kind, long seed) {
  /** The orders that there are. */
  public enum Kind {
    /** As they lie in the file. */
    FILE,
    /** By time; rows of the same time, and rows without one, stay where they are. */
    TIME,
    /** At random, the same for the same seed. */
    SHUFFLED
  }

  public static RowOrder file() {
    return new RowOrder(Kind.FILE, 0);
  }

  public static RowOrder time() {
    return new RowOrder(Kind.TIME, 0);
  }

  public static RowOrder shuffled(long seed) {
    return new RowOrder(Kind.SHUFFLED, seed);
  }
}
