package io.freshet.schemas.model;

/**
 * A row that lies in memory as it is written down: the weight first, what is never negative last.
 */
record PlainForm(int columns) implements RowForm {
  @Override
  public int width() {
    return columns;
  }

  /** Sums of what several learners added may fall below 0, where no single one gets. */
  @Override
  public void load(float[] written, int from, float[] rows, int to) {
    System.arraycopy(written, from, rows, to, columns);
    rows[to + columns - 1] = Math.max(0, rows[to + columns - 1]);
  }

  @Override
  public void store(float[] rows, int from, float[] written, int to) {
    System.arraycopy(rows, from, written, to, columns);
  }
}
