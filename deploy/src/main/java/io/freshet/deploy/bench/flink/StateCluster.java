package io.freshet.deploy.bench.flink;

import io.freshet.deploy.CommandException;
import io.freshet.schemas.flink.FlinkConfig;
import io.freshet.schemas.flink.JobEnvironment;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.core.execution.CheckpointType;
import org.apache.flink.runtime.checkpoint.AbstractCheckpointStats;
import org.apache.flink.runtime.checkpoint.CompletedCheckpointStats;
import org.apache.flink.runtime.execution.ExecutionState;
import org.apache.flink.runtime.executiongraph.AccessExecutionGraph;
import org.apache.flink.runtime.executiongraph.AccessExecutionVertex;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraph;

/** A small cluster for one job, which makes a checkpoint when it is told to. */
final class StateCluster implements AutoCloseable {
  private static final long POLL_MS = 20;
  private static final MemorySize NETWORK = MemorySize.ofMebiBytes(64);
  private static final MemorySize MANAGED = MemorySize.ofMebiBytes(512);
  private static final Duration NEVER = Duration.ofDays(365);

  private final MiniCluster cluster;
  private final Configuration settings;
  private JobID job = new JobID();

  private StateCluster(MiniCluster cluster, Configuration settings) {
    this.cluster = cluster;
    this.settings = settings;
  }

  /**
   * A complete checkpoint.
   *
   * @param millis that it took
   * @param bytesByVertex the whole state of each vertex, by its name
   */
  record Checkpoint(long millis, Map<String, Long> bytesByVertex) {
    /** State of the vertices that have an operator of such a name. */
    long bytes(String operator) {
      return bytesByVertex.entrySet().stream()
          .filter(vertex -> vertex.getKey().contains(operator))
          .mapToLong(Map.Entry::getValue)
          .sum();
    }
  }

  static StateCluster start(Path directory, String backend) throws Exception {
    Configuration cluster = new Configuration();
    cluster.set(RestOptions.BIND_PORT, "0");
    cluster.set(CoreOptions.TMP_DIRS, directory.resolve("tmp").toString());
    cluster.set(TaskManagerOptions.NETWORK_MEMORY_MIN, NETWORK);
    cluster.set(TaskManagerOptions.NETWORK_MEMORY_MAX, NETWORK);
    cluster.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MANAGED);
    MiniCluster mini =
        new MiniCluster(
            new MiniClusterConfiguration.Builder()
                .setConfiguration(cluster)
                .setNumTaskManagers(1)
                .setNumSlotsPerTaskManager(1)
                .build());
    mini.start();
    return new StateCluster(mini, settings(directory, backend));
  }

  private static Configuration settings(Path directory, String backend) {
    Configuration settings = JobEnvironment.configuration(FlinkConfig.defaults());
    settings.set(StateBackendOptions.STATE_BACKEND, backend);
    settings.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, NEVER);
    settings.set(CheckpointingOptions.INCREMENTAL_CHECKPOINTS, true);
    settings.set(CheckpointingOptions.MAX_RETAINED_CHECKPOINTS, 1);
    settings.set(
        CheckpointingOptions.CHECKPOINTS_DIRECTORY, directory.resolve("chk").toUri().toString());
    settings.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
    return settings;
  }

  void submit(Consumer<StreamExecutionEnvironment> define) throws Exception {
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.getExecutionEnvironment(settings);
    define.accept(environment);
    StreamGraph graph = environment.getStreamGraph();
    graph.setJobName("bench-state");
    JobGraph jobGraph = graph.getJobGraph();
    job = jobGraph.getJobID();
    cluster.submitJob(jobGraph).get();
    while (!runs(graph())) {
      requireRunning();
      TimeUnit.MILLISECONDS.sleep(POLL_MS);
    }
  }

  /** Fails when the job has ended. */
  void requireRunning() throws Exception {
    AccessExecutionGraph graph = graph();
    if (graph.getState().isGloballyTerminalState() || graph.getFailureInfo() != null) {
      throw new CommandException("the job ended: " + graph.getFailureInfo());
    }
  }

  /** Makes a checkpoint of all that was sent before. */
  Checkpoint checkpoint() throws Exception {
    long id = cluster.triggerCheckpoint(job, CheckpointType.CONFIGURED).get();
    AccessExecutionGraph graph = graph();
    AbstractCheckpointStats stats =
        graph.getCheckpointStatsSnapshot().getHistory().getCheckpointById(id);
    if (!(stats instanceof CompletedCheckpointStats)) {
      throw new CommandException("checkpoint " + id + " is " + stats.getStatus());
    }
    Map<String, Long> bytes =
        stats.getAllTaskStateStats().stream()
            .collect(
                Collectors.toMap(
                    task -> graph.getAllVertices().get(task.getJobVertexId()).getName(),
                    task -> task.getStateSize(),
                    Long::sum));
    return new Checkpoint(stats.getEndToEndDuration(), bytes);
  }

  private static boolean runs(AccessExecutionGraph graph) {
    return graph.getState() == JobStatus.RUNNING
        && StreamSupport.stream(graph.getAllExecutionVertices().spliterator(), false)
            .allMatch(StateCluster::runs);
  }

  /** No checkpoint can be made while a task is about to end. */
  private static boolean runs(AccessExecutionVertex task) {
    boolean ends = task.getTaskNameWithSubtaskIndex().contains(Feeds.ENDS);
    return task.getExecutionState() == (ends ? ExecutionState.FINISHED : ExecutionState.RUNNING);
  }

  private AccessExecutionGraph graph() throws Exception {
    return cluster.getExecutionGraph(job).get();
  }

  @Override
  public void close() throws Exception {
    cluster.cancelJob(job).get();
    cluster.close();
  }
}
