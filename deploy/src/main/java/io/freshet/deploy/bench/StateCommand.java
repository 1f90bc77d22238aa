package io.freshet.deploy.bench;

import io.freshet.deploy.CommandException;
import io.freshet.deploy.Logs;
import io.freshet.deploy.bench.flink.StateBench;
import io.freshet.deploy.demo.TemporaryDirectory;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code freshet bench state}. */
@Command(
    name = "state",
    description =
        "Measures the bytes that a user and an item take in state and in the models, and whether an"
            + " event costs more when there are many of them.",
    mixinStandardHelpOptions = true,
    showDefaultValues = true)
public final class StateCommand implements Callable<Integer> {
  /** Users and items of the rehearsal: enough to load all classes and fill caches. */
  private static final int REHEARSAL = 1_000;

  /** Places of state. */
  enum Backend {
    HEAP,
    ROCKSDB,
    MEMORY
  }

  /** Parts of the pipeline that have state. */
  enum Part {
    FEATURES,
    SCORING,
    LEARNER
  }

  @Option(
      names = "--sizes",
      split = ",",
      description = "How many users, and as many items; multiples of ten.")
  private List<Integer> sizes = List.of(10_000, 100_000, 1_000_000);

  @Option(
      names = "--backends",
      split = ",",
      description =
          "Where the jobs' state is: ${COMPLETION-CANDIDATES}; memory: the models without a job.")
  private Set<Backend> backends = Set.of(Backend.values());

  @Option(names = "--parts", split = ",", description = "Jobs: ${COMPLETION-CANDIDATES}.")
  private Set<Part> parts = Set.of(Part.values());

  @Option(names = "--events-per-user", description = "Events of a user.")
  private int eventsPerUser = 5;

  @Option(
      names = "--examples-per-item",
      description = "What the models learn, which takes them longer than an event takes the rest.")
  private int examplesPerItem = 1;

  @Option(names = "--seed", description = "Seed of users and items.")
  private long seed = 1;

  @Option(names = "--out", paramLabel = "FILE", description = "Writes the figures there as JSON.")
  private @Nullable Path out;

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    TemporaryDirectory logs = new TemporaryDirectory("freshet-bench-logs-");
    Logs.writeTo(logs.path());
    List<StateFigure> figures = new ArrayList<>();
    for (Backend backend : Backend.values()) {
      if (backends.contains(backend)) {
        measure(REHEARSAL, backend);
        for (int size : sizes) {
          figures.addAll(measure(size, backend));
        }
      }
    }
    logs.delete();
    StateReport report = new StateReport(figures);
    if (out != null) {
      Files.writeString(out, report.toJson() + System.lineSeparator());
    }
    PrintWriter screen = spec.commandLine().getOut();
    screen.print(report);
    screen.flush();
    return 0;
  }

  private List<StateFigure> measure(int size, Backend backend) throws Exception {
    if (backend == Backend.MEMORY) {
      return new ModelMemory(visits(size, examplesPerItem), this::progress).measure();
    }
    List<StateFigure> figures = new ArrayList<>();
    for (Part part : Part.values()) {
      if (parts.contains(part)) {
        figures.addAll(measure(size, backend, part));
      }
    }
    return figures;
  }

  private List<StateFigure> measure(int size, Backend backend, Part part) throws Exception {
    TemporaryDirectory directory = new TemporaryDirectory("freshet-bench-state-");
    int each = part == Part.LEARNER ? examplesPerItem : eventsPerUser;
    String flinkName = backend == Backend.HEAP ? "hashmap" : "rocksdb";
    StateBench bench =
        new StateBench(visits(size, each), flinkName, directory.path(), this::progress);
    LiveHeap.awaitSettled();
    List<StateFigure> figures =
        switch (part) {
          case FEATURES -> bench.features();
          case SCORING -> bench.scoring();
          case LEARNER -> bench.learner();
        };
    directory.delete();
    figures.forEach(figure -> progress(StateReport.line(figure).stripTrailing()));
    return figures;
  }

  private GeneratedVisits visits(int size, int each) {
    try {
      return new GeneratedVisits(size, each, seed);
    } catch (IllegalArgumentException e) {
      throw new CommandException(e.getMessage());
    }
  }

  private void progress(String line) {
    PrintWriter err = spec.commandLine().getErr();
    err.println(line);
    err.flush();
  }
}
