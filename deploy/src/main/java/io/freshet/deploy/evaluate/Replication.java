package io.freshet.deploy.evaluate;

import io.freshet.schemas.config.ConfigException;

/**
 * How examples are learned in parallel.
 *
 * @param replicas learners, each of which learns its share of the keys
 * @param syncExamples examples, of all replicas together, after which what was learned is merged
 */
record Replication(int replicas, int syncExamples) {
  /** As many as come in one sync interval of the running pipeline at 250 a second. */
  static final int DEFAULT_SYNC_EXAMPLES = 50;

  Replication {
    ConfigException.require(replicas >= 1, "--parallelism", replicas, "at least 1");
    ConfigException.require(syncExamples >= 1, "--sync-events", syncExamples, "at least 1");
  }
}
