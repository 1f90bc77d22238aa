package io.freshet.deploy.bench.models;

import io.freshet.deploy.CommandException;
import io.freshet.deploy.bench.flink.EncodingSubtasks;
import io.freshet.scoring.text.EncoderConfig;
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
            + " encoder at once: threads that share its weights or have own ones, and subtasks of a"
            + " Flink job.",
    mixinStandardHelpOptions = true,
    showDefaultValues = true)
public final class MemoryCommand implements Callable<Integer> {
  @Option(names = "--encoders", split = ",", description = "Built-in encoders.")
  private List<String> encoders = List.of("minilm-int8", "minilm-fp32");

  @Option(names = "--callers", split = ",", description = "How many at once, one process each.")
  private List<Integer> callers = List.of(1, 2);

  @Option(names = "--batches", description = "Of 32 texts, that every caller has encoded.")
  private int batches = 50;

  /** What the callers are. */
  enum Callers {
    /** Threads that share the weights. */
    THREADS,
    /** Threads that each load weights of their own. */
    OWN_WEIGHTS,
    /** Subtasks of the scoring job's encoding step, in one TaskManager. */
    SUBTASKS
  }

  @Option(names = "--figure-of", hidden = true)
  private @Nullable String figureOf;

  @Option(names = "--kind", hidden = true)
  private Callers kind = Callers.THREADS;

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    if (callers.stream().anyMatch(c -> c < 1) || batches < 1) {
      throw new CommandException("--callers and --batches must be at least 1");
    }
    if (figureOf != null) {
      print(residentBytes());
      return 0;
    }
    spec.commandLine().getOut().println(header());
    spec.commandLine().getOut().flush();
    for (String encoder : encoders) {
      for (Callers each : Callers.values()) {
        for (int count : callers) {
          measure(encoder, each, count);
        }
      }
    }
    return 0;
  }

  private long residentBytes() throws Exception {
    int count = callers.get(0);
    if (kind == Callers.SUBTASKS) {
      EncoderConfig encoder = EncoderConfig.defaults().withName(figureOf);
      return EncodingSubtasks.mostResidentBytes(encoder, count, MemoryRun.texts(batches));
    }
    return new MemoryRun(figureOf, kind == Callers.OWN_WEIGHTS, batches).residentBytes(count);
  }

  private void measure(String encoder, Callers each, int count) throws Exception {
    OwnProcess.run(
        List.of(
            "bench",
            "memory",
            "--figure-of=" + encoder,
            "--kind=" + each,
            "--callers=" + count,
            "--batches=" + batches));
  }

  private void print(long bytes) {
    PrintWriter screen = spec.commandLine().getOut();
    screen.printf(
        Locale.ROOT,
        "%-14s %-12s %6d %,13.1f%n",
        figureOf,
        kind.name().toLowerCase(Locale.ROOT).replace('_', ' '),
        callers.get(0),
        bytes / 1048576.0);
    screen.flush();
  }

  private static String header() {
    return String.format(
        Locale.ROOT, "%-14s %-12s %6s %13s", "encoder", "callers", "number", "resident MiB");
  }
}
