package io.freshet.deploy.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.freshet.deploy.CommandException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code freshet bench kernels}. */
@Command(
    name = "kernels",
    description =
        "Measures the kernels of learning and recommending on one thread, with JMH; 'gather' reads"
            + " the same memory and does nothing else.",
    mixinStandardHelpOptions = true,
    showDefaultValues = true)
public final class KernelsCommand implements Callable<Integer> {
  private static final String KERNELS = "^io\\.freshet\\.deploy\\.bench\\.";

  @Option(names = "--forks", description = "Processes per kernel.")
  private int forks = 1;

  @Option(names = "--warm-up", description = "Seconds to warm up in each.")
  private int warmUp = 2;

  @Option(names = "--seconds", description = "Seconds that are measured in each.")
  private int seconds = 3;

  @Option(
      names = "--kernel",
      paramLabel = "REGEX",
      description = "Only kernels whose name has a match.")
  private String kernel = "";

  @Option(names = "--out", paramLabel = "FILE", description = "Writes the figures there as JSON.")
  private @Nullable Path out;

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    Collection<RunResult> results = run();
    if (results.isEmpty()) {
      throw new CommandException("--kernel = " + kernel + ", expected a part of a kernel's name");
    }
    PrintWriter screen = spec.commandLine().getOut();
    results.forEach(result -> screen.println(line(result)));
    screen.flush();
    if (out != null) {
      Files.writeString(out, json(results) + System.lineSeparator());
    }
    return 0;
  }

  private Collection<RunResult> run() {
    Options options =
        new OptionsBuilder()
            .include(KERNELS + ".*" + kernel)
            .mode(Mode.Throughput)
            .forks(forks)
            .warmupIterations(warmUp)
            .warmupTime(TimeValue.seconds(1))
            .measurementIterations(seconds)
            .measurementTime(TimeValue.seconds(1))
            .verbosity(VerboseMode.SILENT)
            .shouldFailOnError(true)
            .build();
    try {
      return new Runner(options).run();
    } catch (RunnerException e) {
      throw new CommandException("the kernels could not be run: " + e.getMessage(), e);
    }
  }

  private static String line(RunResult result) {
    Result<?> figure = result.getPrimaryResult();
    return String.format(
        Locale.ROOT, "%-40s %,14.0f/s ± %,.0f", name(result), figure.getScore(), error(figure));
  }

  private static String json(Collection<RunResult> results) throws IOException {
    ObjectMapper mapper = new ObjectMapper();
    ObjectNode root = mapper.createObjectNode();
    root.put("cores", Runtime.getRuntime().availableProcessors());
    ObjectNode kernels = root.putObject("kernels");
    for (RunResult result : results) {
      Result<?> figure = result.getPrimaryResult();
      kernels
          .putObject(name(result))
          .put("per-second", figure.getScore())
          .put("error", error(figure));
    }
    return mapper.writerWithDefaultPrettyPrinter().writeValueAsString(root);
  }

  /** Half of the 99.9 % interval; 0 where there are too few measurements for one. */
  private static double error(Result<?> figure) {
    double error = figure.getScoreError();
    return Double.isNaN(error) ? 0 : error;
  }

  /** {@code LogisticBenchmark.learnFtrl}. */
  private static String name(RunResult result) {
    String full = result.getParams().getBenchmark();
    int method = full.lastIndexOf('.');
    return full.substring(full.lastIndexOf('.', method - 1) + 1);
  }
}
