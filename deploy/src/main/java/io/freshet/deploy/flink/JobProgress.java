package io.freshet.deploy.flink;

import io.freshet.deploy.CommandException;
import java.util.concurrent.TimeUnit;
import java.util.stream.StreamSupport;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.runtime.execution.ExecutionState;
import org.apache.flink.runtime.executiongraph.AccessExecutionGraph;
import org.apache.flink.runtime.executiongraph.AccessExecutionVertex;
import org.apache.flink.runtime.minicluster.MiniCluster;

/** Follows jobs from their submission until all of their tasks run. */
final class JobProgress {
  private static final long POLL_MS = 20;

  private final MiniCluster cluster;

  JobProgress(MiniCluster cluster) {
    this.cluster = cluster;
  }

  /**
   * @param deadline by {@link System#nanoTime()}
   */
  void awaitRunning(String job, JobID id, long deadline) throws Exception {
    while (true) {
      AccessExecutionGraph graph = cluster.getExecutionGraph(id).get();
      if (graph.getState().isGloballyTerminalState()) {
        throw new CommandException(
            job + " ended as " + graph.getState() + " at its start: " + cause(graph));
      }
      if (runs(graph)) {
        return;
      }
      if (System.nanoTime() > deadline) {
        throw new CommandException(
            job + " is not running yet, its state is " + graph.getState() + ": " + cause(graph));
      }
      TimeUnit.MILLISECONDS.sleep(POLL_MS);
    }
  }

  private static boolean runs(AccessExecutionGraph graph) {
    return graph.getState() == JobStatus.RUNNING
        && StreamSupport.stream(graph.getAllExecutionVertices().spliterator(), false)
            .map(AccessExecutionVertex::getExecutionState)
            .allMatch(state -> state == ExecutionState.RUNNING || state == ExecutionState.FINISHED);
  }

  private static String cause(AccessExecutionGraph graph) {
    return graph.getFailureInfo() == null
        ? "no failure was reported"
        : Causes.root(
            graph
                .getFailureInfo()
                .getException()
                .deserializeError(JobProgress.class.getClassLoader()));
  }
}
