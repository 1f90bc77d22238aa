package io.freshet.deploy.bench.retrieval;

import io.freshet.deploy.CommandException;

/**
 * What is measured.
 *
 * @param items in the index
 * @param dimensions of their vectors
 * @param batch users that are searched for at once
 * @param k items that are searched for
 * @param queries users that recall and latency are measured on
 * @param threads of a search on the CPU, and of building the graph
 * @param changesPerSecond of the graph while it is searched
 * @param seconds that each is measured for
 * @param seed of items, users and changes
 */
record RetrievalPlan(
    int items,
    int dimensions,
    int batch,
    int k,
    int queries,
    int threads,
    double changesPerSecond,
    double seconds,
    long seed) {
  RetrievalPlan {
    requirePositive("--items", items);
    requirePositive("--dimensions", dimensions);
    requirePositive("--batch", batch);
    requirePositive("--k", k);
    requirePositive("--queries", queries);
    requirePositive("--threads", threads);
    requirePositive("--changes", changesPerSecond);
    requirePositive("--seconds", seconds);
  }

  private static void requirePositive(String option, double value) {
    if (!(value > 0)) {
      throw new CommandException(option + " = " + value + ", expected more than 0");
    }
  }
}
