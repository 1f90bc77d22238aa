package io.freshet.deploy.flink;

import io.freshet.deploy.CommandException;
import io.freshet.schemas.config.ConfigException;
import io.freshet.schemas.config.ConfigFile;
import io.freshet.schemas.flink.FlinkConfig;
import io.freshet.schemas.flink.JobEnvironment;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.FlinkException;
import org.jspecify.annotations.Nullable;

/** Runs one job of the pipeline by itself. */
public final class JobRunner {
  /** A cluster that does not answer is told within seconds. */
  private static final int CLIENT_ATTEMPTS = 2;

  private final JobDefinition job;
  private final ConfigFile config;
  private final Configuration settings;

  /**
   * @param from checkpoint or savepoint to resume from
   */
  public JobRunner(JobDefinition job, ConfigFile config, @Nullable String from) {
    ConfigException.require(
        job.needed().test(config),
        "job",
        job.name(),
        "a configuration that gives it something to do");
    this.job = job;
    this.config = config;
    this.settings = JobEnvironment.configuration(config.section("flink", FlinkConfig.defaults()));
    if (from != null) {
      settings.set(StateRecoveryOptions.SAVEPOINT_PATH, from);
    }
  }

  /** Runs it in this process; returns when it ends. */
  public void runHere() throws Exception {
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.getExecutionEnvironment(settings);
    job.define().accept(environment, config);
    environment.execute(job.name());
  }

  /**
   * Hands it to a cluster; returns the id of the job.
   *
   * @param address {@code host:port} of the cluster's REST API
   */
  public String submitTo(String address) throws Exception {
    int colon = address.lastIndexOf(':');
    ConfigException.require(
        colon > 0 && address.substring(colon + 1).matches("\\d{1,5}"),
        "--flink",
        address,
        "host:port");
    settings.set(RestOptions.RETRY_MAX_ATTEMPTS, CLIENT_ATTEMPTS);
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.createRemoteEnvironment(
            address.substring(0, colon),
            Integer.parseInt(address.substring(colon + 1)),
            settings,
            JobJars.ofThisProgram());
    job.define().accept(environment, config);
    return submit(environment, address);
  }

  private String submit(StreamExecutionEnvironment environment, String address) throws Exception {
    try {
      return environment.executeAsync(job.name()).getJobID().toString();
    } catch (FlinkException e) {
      throw new CommandException(
          "Flink at " + address + " did not take " + job.name() + ": " + Causes.root(e), e);
    }
  }
}
