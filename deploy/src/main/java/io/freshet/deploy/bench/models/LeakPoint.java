package io.freshet.deploy.bench.models;

import java.util.Locale;

/**
 * Memory after so many calls.
 *
 * @param swaps of every model so far
 * @param residentBytes of the process
 */
record LeakPoint(long inferences, int swaps, long residentBytes) {
  static final String HEADER =
      String.format(Locale.ROOT, "%12s %7s %13s", "inferences", "swaps", "resident MiB");

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT, "%,12d %7d %,13.1f", inferences, swaps, residentBytes / 1048576.0);
  }
}
