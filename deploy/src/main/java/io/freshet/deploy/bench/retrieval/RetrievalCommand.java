package io.freshet.deploy.bench.retrieval;

import io.freshet.deploy.CommandException;
import io.freshet.deploy.bench.LoopReport;
import io.freshet.schemas.config.ConfigException;
import io.freshet.scoring.inference.DeviceChoice;
import io.freshet.scoring.inference.ModelException;
import io.freshet.scoring.nearest.GraphConfig;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code freshet bench retrieval}. */
@Command(
    name = "retrieval",
    description =
        "Measures how fast the items nearest to users are found, exactly in plain Java and as"
            + " matrix products on the device, approximately in a graph while it changes; and how"
            + " fast DeepFM ranks candidates.",
    mixinStandardHelpOptions = true,
    showDefaultValues = true)
public final class RetrievalCommand implements Callable<Integer> {
  private static final GraphConfig GRAPH = GraphConfig.defaults();
  private static final List<Integer> LISTS = List.of(1, 8, 64);

  @Option(names = "--items", description = "Items.")
  private int items = 100_000;

  @Option(names = "--dimensions", description = "Length of a vector.")
  private int dimensions = 50;

  @Option(names = "--batch", description = "Users that are searched for at once.")
  private int batch = 64;

  @Option(names = "--k", description = "Items that are searched for.")
  private int k = 10;

  @Option(names = "--queries", description = "Users that recall is measured on.")
  private int queries = 1000;

  @Option(names = "--threads", description = "Of a search on the CPU, and of building the graph.")
  private int threads = 2;

  @Option(names = "--changes", description = "Of the graph, per second, while it is searched.")
  private double changes = 200;

  @Option(names = "--seconds", description = "That each figure is measured for.")
  private double seconds = 10;

  @Option(names = "--device", description = "That multiplies: auto, cpu or gpu:N.")
  private String device = "auto";

  @Option(names = "--degree", description = "Links of an item in the graph.")
  private int degree = GRAPH.degree();

  @Option(names = "--beam", description = "Items looked at in a row when links are chosen.")
  private int beam = GRAPH.beam();

  @Option(names = "--overflow", description = "How far links may exceed the degree, a factor.")
  private double overflow = GRAPH.overflow();

  @Option(names = "--alpha", description = "How much longer a link may be for diversity.")
  private double alpha = GRAPH.alpha();

  @Option(names = "--search-width", description = "Items that a search keeps in sight.")
  private int searchWidth = GRAPH.searchWidth();

  @Option(names = "--no-graph", description = "Leaves the graph out.")
  private boolean noGraph;

  @Option(names = "--seed", description = "Seed of items, users and changes.")
  private long seed = 1;

  @Option(names = "--out", paramLabel = "FILE", description = "Writes the figures there as JSON.")
  private @Nullable Path out;

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    try {
      RetrievalReport report = measure();
      if (out != null) {
        Files.writeString(out, report.toJson() + System.lineSeparator());
      }
      PrintWriter screen = spec.commandLine().getOut();
      screen.print(report);
      screen.flush();
      return 0;
    } catch (ConfigException | ModelException e) {
      throw new CommandException(e.getMessage(), e);
    }
  }

  private RetrievalReport measure() throws Exception {
    RetrievalPlan plan =
        new RetrievalPlan(items, dimensions, batch, k, queries, threads, changes, seconds, seed);
    DeviceChoice choice = DeviceChoice.parse("--device", device);
    GraphConfig config = new GraphConfig(degree, beam, overflow, alpha, searchWidth, GRAPH.drift());
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    List<RetrievalReport.Ranking> ranking = new ArrayList<>();
    RankingRun rankings = new RankingRun(random);
    for (int lists : LISTS) {
      ranking.add(rankings.measure(lists, choice));
    }
    RetrievalRun run = new RetrievalRun(plan, choice, random, this::progress);
    RetrievalRun.Exact exact = run.exact();
    return new RetrievalReport(
        LoopReport.Machine.here(),
        plan,
        exact.figures(),
        exact.largestDifference(),
        noGraph ? List.of() : List.of(run.graph(config)),
        ranking);
  }

  private void progress(String line) {
    PrintWriter err = spec.commandLine().getErr();
    err.println(line);
    err.flush();
  }
}
