package io.freshet.deploy.bench;

import io.freshet.deploy.Logs;
import io.freshet.deploy.command.ConfigOption;
import io.freshet.deploy.demo.TemporaryDirectory;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code freshet bench loop}. */
@Command(
    name = "loop",
    description =
        "Measures the whole loop, from an interaction to its recommendation list and to the"
            + " published models, beside a pipeline that does nothing.",
    mixinStandardHelpOptions = true,
    showDefaultValues = true)
public final class LoopCommand implements Callable<Integer> {
  @Option(names = "--rate", description = "Events per second at which latency is measured.")
  private double rate = 1000;

  @Option(names = "--warm-up", paramLabel = "SECONDS", description = "Seconds at it before.")
  private int warmUp = 15;

  @Option(names = "--seconds", description = "Seconds that latency is measured for.")
  private int seconds = 30;

  @Option(names = "--backlog", paramLabel = "EVENTS", description = "Events sent at once.")
  private int backlog = 100_000;

  @Option(names = "--hold", paramLabel = "SECONDS", description = "How long a rate must be held.")
  private int hold = 15;

  @Option(names = "--users", description = "Users who act.")
  private int users = 10_000;

  @Option(names = "--items", description = "Items that they act on.")
  private int items = 5_000;

  @Option(names = "--seed", description = "Seed of users and items.")
  private long seed = 1;

  @Option(names = "--out", paramLabel = "FILE", description = "Writes the figures there as JSON.")
  private @Nullable Path out;

  @Mixin private ConfigOption config = new ConfigOption();

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    PrintWriter screen = spec.commandLine().getOut();
    LoopPlan plan = new LoopPlan(rate, warmUp, seconds, backlog, hold, users, items, seed);
    TemporaryDirectory directory = new TemporaryDirectory("freshet-bench-");
    Logs.writeTo(directory.path());
    LoopReport report = new LoopRun(config.read(), plan, directory.path(), this::progress).run();
    directory.delete();
    if (out != null) {
      Files.writeString(out, report.toJson() + System.lineSeparator());
    }
    screen.print(report);
    screen.flush();
    return 0;
  }

  private void progress(String line) {
    PrintWriter err = spec.commandLine().getErr();
    err.println(line);
    err.flush();
  }
}
