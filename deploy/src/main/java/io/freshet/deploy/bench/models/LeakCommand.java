package io.freshet.deploy.bench.models;

import io.freshet.deploy.CommandException;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code freshet bench leak}. */
@Command(
    name = "leak",
    description =
        "Calls models millions of times and swaps their versions meanwhile, and shows what that"
            + " does to resident memory.",
    mixinStandardHelpOptions = true,
    showDefaultValues = true)
public final class LeakCommand implements Callable<Integer> {
  @Option(names = "--inferences", description = "Calls of models.")
  private long inferences = 2_000_000;

  @Option(names = "--swaps", description = "How often every model is replaced by a new version.")
  private int swaps = 200;

  @Option(names = "--threads", description = "Callers that share the models, as subtasks do.")
  private int threads = 2;

  @Option(
      names = "--encoder-every",
      description =
          "Each how manieth call is one of the text encoder; the others are of two tiny models.")
  private int encoderEvery = 100;

  @Option(names = "--in-this-process", hidden = true)
  private boolean inThisProcess;

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    if (inferences < LeakRun.SAMPLES || swaps < 0 || threads < 1 || encoderEvery < 1) {
      throw new CommandException(
          "--inferences at least "
              + LeakRun.SAMPLES
              + ", --threads and --encoder-every at least 1");
    }
    if (inThisProcess) {
      measure();
    } else {
      OwnProcess.run(
          List.of(
              "bench",
              "leak",
              "--in-this-process",
              "--inferences=" + inferences,
              "--swaps=" + swaps,
              "--threads=" + threads,
              "--encoder-every=" + encoderEvery));
    }
    return 0;
  }

  private void measure() throws Exception {
    PrintWriter screen = spec.commandLine().getOut();
    screen.println(LeakPoint.HEADER);
    LeakRun run = new LeakRun(inferences, swaps, encoderEvery);
    List<LeakPoint> points =
        run.run(
            threads,
            point -> {
              screen.println(point);
              screen.flush();
            });
    LeakPoint first = points.get(0);
    LeakPoint last = points.get(points.size() - 1);
    screen.printf(
        "at the end %+.1f %% of the resident memory after the first %,d calls%n",
        100.0 * (last.residentBytes() - first.residentBytes()) / first.residentBytes(),
        first.inferences());
    screen.flush();
  }
}
