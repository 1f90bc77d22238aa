package io.freshet.deploy.flink;

/** Flink wraps a failure many times; what went wrong is at the bottom. */
final class Causes {
  private Causes() {}

  static String root(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root.toString();
  }
}
