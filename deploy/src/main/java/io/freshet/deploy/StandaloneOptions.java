package io.freshet.deploy;

import io.freshet.deploy.flink.PipelineJobs;
import java.util.Set;

/**
 * What a standalone instance starts beside the broker and Flink.
 *
 * @param jobs names of the jobs
 * @param servers whether to start the HTTP servers
 */
public record StandaloneOptions(Set<String> jobs, boolean servers) {
  public StandaloneOptions {
    jobs = Set.copyOf(jobs);
  }

  /** All jobs and servers. */
  public static StandaloneOptions everything() {
    return new StandaloneOptions(PipelineJobs.names(), true);
  }
}
