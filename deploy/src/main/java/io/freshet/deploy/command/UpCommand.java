package io.freshet.deploy.command;

import io.freshet.deploy.Logs;
import io.freshet.deploy.Standalone;
import io.freshet.deploy.StandaloneConfig;
import io.freshet.deploy.StandaloneOptions;
import io.freshet.deploy.StopSignal;
import io.freshet.schemas.config.ConfigFile;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code freshet up}. */
@Command(
    name = "up",
    description = "Starts everything in this process: broker, Flink, jobs, HTTP servers.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Topics, checkpoints and logs are kept in the data directory; the next start goes on from",
      "there. Ctrl-C stops with a savepoint of every job; a second Ctrl-C stops at once.",
      "",
      "Examples:",
      "  freshet up",
      "  freshet up --config my.yaml --data /var/lib/freshet"
    })
public final class UpCommand implements Callable<Integer> {
  @Mixin private ConfigOption config = new ConfigOption();

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Data directory; standalone.data-directory when not given.")
  private @Nullable Path data;

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    ConfigFile file = placed(config.read(), data);
    PrintWriter out = spec.commandLine().getOut();
    StopSignal stop = StopSignal.install();
    long started = System.nanoTime();
    Path log = Logs.writeTo(StandaloneConfig.of(file).data());
    try (Standalone standalone = Standalone.start(file, StandaloneOptions.everything())) {
      out.print(Addresses.of(standalone, log, System.nanoTime() - started));
      out.flush();
      stop.await();
      out.println("stopping: a savepoint of every job, then the servers, Flink and the broker …");
      out.flush();
    }
    out.println("stopped");
    return 0;
  }

  private static ConfigFile placed(ConfigFile file, @Nullable Path data) {
    return data == null
        ? file
        : file.with(StandaloneConfig.SECTION, StandaloneConfig.of(file).withDataDirectory(data));
  }
}
