package io.freshet.deploy.flink;

/** Flink wraps a failure many times; what went wrong is at the bottom. */
final class Causes {
  private static final String CAUSED_BY = "Caused by: ";

  private Causes() {}

  /** The root cause in one line; a failure that a server reported has it in its message. */
  static String root(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    String[] lines = root.toString().split("\\R");
    String line = lines[0];
    for (String candidate : lines) {
      line = candidate.startsWith(CAUSED_BY) ? candidate.substring(CAUSED_BY.length()) : line;
    }
    return line;
  }
}
