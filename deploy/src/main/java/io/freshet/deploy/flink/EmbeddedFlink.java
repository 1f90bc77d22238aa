package io.freshet.deploy.flink;

import io.freshet.schemas.config.ConfigFile;
import io.freshet.schemas.flink.FlinkConfig;
import io.freshet.schemas.flink.JobEnvironment;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.RecoveryClaimMode;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.jobgraph.SavepointRestoreSettings;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A Flink cluster in this process. Each job resumes from its newest complete checkpoint or
 * savepoint.
 */
public final class EmbeddedFlink implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(EmbeddedFlink.class);
  private static final Duration CANCEL_TIMEOUT = Duration.ofSeconds(5);

  private final MiniCluster cluster;
  private final Path checkpoints;
  private final List<RunningJob> jobs = new ArrayList<>();

  private EmbeddedFlink(MiniCluster cluster, Path checkpoints) {
    this.cluster = cluster;
    this.checkpoints = checkpoints;
  }

  private record RunningJob(String name, JobID id, Path directory) {}

  /**
   * @param slots that the jobs need in all
   * @param rocksdb whether to set memory aside for it
   */
  public static EmbeddedFlink start(FlinkPlace place, int slots, boolean rocksdb) throws Exception {
    RestorePoints.delete(place.temporary());
    MiniCluster cluster = new MiniCluster(ClusterSettings.of(place, slots, rocksdb));
    cluster.start();
    EmbeddedFlink flink = new EmbeddedFlink(cluster, place.checkpoints());
    LOG.info("flink started address={} slots={}", flink.webUrl(), slots);
    return flink;
  }

  /** Address of the REST API and the web UI. */
  public URI webUrl() {
    return cluster.getRestAddress().join();
  }

  /** Starts a job; returns the checkpoint or savepoint that it resumes from. */
  public Optional<Path> submit(JobDefinition job, ConfigFile config) throws Exception {
    Path directory = checkpoints.resolve(job.name());
    RestorePoints points = new RestorePoints(directory);
    Optional<Path> restored = points.newest();
    points.prune();
    JobGraph graph = graph(job, config, directory);
    if (restored.isPresent()) {
      graph.setSavepointRestoreSettings(restoreFrom(restored.get(), graph));
    }
    cluster.submitJob(graph).get();
    jobs.add(new RunningJob(job.name(), graph.getJobID(), directory));
    LOG.info("job submitted job={} from={}", job.name(), restored);
    return restored;
  }

  private static JobGraph graph(JobDefinition job, ConfigFile config, Path directory) {
    Configuration settings =
        JobEnvironment.configuration(config.section("flink", FlinkConfig.defaults()));
    settings.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, directory.toUri().toString());
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.getExecutionEnvironment(settings);
    job.define().accept(environment, config);
    StreamGraph graph = environment.getStreamGraph();
    graph.setJobName(job.name());
    return graph.getJobGraph();
  }

  private static SavepointRestoreSettings restoreFrom(Path point, JobGraph graph)
      throws IOException {
    return SavepointRestoreSettings.forPath(
        point.toUri().toString(),
        UnclaimedState.mayBeLeft(point, graph),
        RecoveryClaimMode.NO_CLAIM);
  }

  /** Waits until every task of every job runs. */
  public void awaitRunning(Duration timeout) throws Exception {
    JobProgress progress = new JobProgress(cluster);
    long deadline = System.nanoTime() + timeout.toNanos();
    for (RunningJob job : jobs) {
      progress.awaitRunning(job.name(), job.id(), deadline);
    }
  }

  /**
   * Stops every job with a savepoint. A job that cannot make one in time is cancelled and resumes
   * from its last checkpoint.
   *
   * @return the names of those jobs
   */
  public List<String> stopJobs(Duration timeout) throws InterruptedException {
    var savepoints = jobs.stream().map(this::stopWithSavepoint).toList();
    long deadline = System.nanoTime() + timeout.toNanos();
    List<String> cancelled = new ArrayList<>();
    for (int i = 0; i < jobs.size(); i++) {
      RunningJob job = jobs.get(i);
      if (!completes(savepoints.get(i), deadline)) {
        cancelled.add(job.name());
        completes(cluster.cancelJob(job.id()), System.nanoTime() + CANCEL_TIMEOUT.toNanos());
      }
    }
    jobs.clear();
    return cancelled;
  }

  private CompletableFuture<String> stopWithSavepoint(RunningJob job) {
    return cluster.stopWithSavepoint(
        job.id(), job.directory().toUri().toString(), false, SavepointFormatType.CANONICAL);
  }

  private static boolean completes(CompletableFuture<?> future, long deadline)
      throws InterruptedException {
    try {
      future.get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
      return true;
    } catch (ExecutionException | TimeoutException e) {
      LOG.warn("job did not stop cleanly cause={}", e.toString());
      return false;
    }
  }

  /** Stops the cluster; jobs that still run resume from their last checkpoint at the next start. */
  @Override
  public void close() throws Exception {
    cluster.close();
    LOG.info("flink stopped");
  }
}
