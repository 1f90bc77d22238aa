package io.freshet.deploy.bench.models;

import io.freshet.deploy.CommandException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code freshet bench memory}. */
@Command(
    name = "memory",
    description =
        "Measures the resident memory of processes in which one, two and more callers use a text"
            + " encoder at once: with its weights shared, and each with weights of its own.",
    mixinStandardHelpOptions = true,
    showDefaultValues = true)
public final class MemoryCommand implements Callable<Integer> {
  @Option(names = "--encoders", split = ",", description = "Built-in encoders.")
  private List<String> encoders = List.of("minilm-int8", "minilm-fp32");

  @Option(names = "--callers", split = ",", description = "How many at once, one process each.")
  private List<Integer> callers = List.of(1, 2);

  @Option(names = "--batches", description = "Of 32 texts, that every caller has encoded.")
  private int batches = 50;

  @Option(names = "--figure-of", hidden = true)
  private @Nullable String figureOf;

  @Option(names = "--own-weights", hidden = true)
  private boolean ownWeights;

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    if (callers.stream().anyMatch(c -> c < 1) || batches < 1) {
      throw new CommandException("--callers and --batches must be at least 1");
    }
    if (figureOf != null) {
      print(new MemoryRun(figureOf, ownWeights, batches).residentBytes(callers.get(0)));
      return 0;
    }
    spec.commandLine().getOut().println(header());
    spec.commandLine().getOut().flush();
    for (String encoder : encoders) {
      for (int count : callers) {
        figure(encoder, count, false);
      }
      figure(encoder, callers.get(callers.size() - 1), true);
    }
    return 0;
  }

  private void figure(String encoder, int count, boolean own) throws Exception {
    List<String> command =
        List.of(
            "bench",
            "memory",
            "--figure-of=" + encoder,
            "--callers=" + count,
            "--batches=" + batches,
            "--own-weights=" + own);
    OwnProcess.run(command);
  }

  private void print(long bytes) {
    PrintWriter screen = spec.commandLine().getOut();
    screen.printf(
        Locale.ROOT,
        "%-14s %8d %10s %,13.1f%n",
        figureOf,
        callers.get(0),
        ownWeights ? "own" : "shared",
        bytes / 1048576.0);
    screen.flush();
  }

  private static String header() {
    return String.format(
        Locale.ROOT, "%-14s %8s %10s %13s", "encoder", "callers", "weights", "resident MiB");
  }
}
