package io.freshet.deploy.command;

import io.freshet.deploy.Logs;
import io.freshet.deploy.StandaloneConfig;
import io.freshet.deploy.flink.JobDefinition;
import io.freshet.deploy.flink.JobRunner;
import io.freshet.deploy.flink.PipelineJobs;
import io.freshet.schemas.config.ConfigFile;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code freshet run}. */
@Command(
    name = "run",
    description = "Runs one job against a given Kafka, in this process or on a Flink cluster.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "In this process the job starts from its consumer group, or from a checkpoint that",
      "--from names; on a cluster the command returns when the job is submitted.",
      "",
      "Examples:",
      "  freshet run learner --config cluster.yaml",
      "  freshet run scoring --config cluster.yaml --flink jobmanager:8081"
    })
public final class RunCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "JOB",
      description = "ingest-job, feature-job, learner-job or scoring-job; '-job' may be left out.")
  private String job = "";

  @Mixin private ConfigOption config = new ConfigOption();

  @Option(
      names = "--flink",
      paramLabel = "HOST:PORT",
      description = "REST address of a Flink cluster; in this process when not given.")
  private @Nullable String flink;

  @Option(
      names = "--from",
      paramLabel = "PATH",
      description = "Checkpoint or savepoint to resume from.")
  private @Nullable String from;

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    JobDefinition definition = PipelineJobs.named(job);
    ConfigFile file = config.read();
    JobRunner runner = new JobRunner(definition, file, from);
    if (flink == null) {
      Path log = Logs.writeTo(StandaloneConfig.of(file).data());
      spec.commandLine().getOut().println(definition.name() + " runs, see " + log);
      spec.commandLine().getOut().flush();
      runner.runHere();
    } else {
      String id = runner.submitTo(flink);
      spec.commandLine().getOut().println(definition.name() + " submitted as " + id);
    }
    return 0;
  }
}
