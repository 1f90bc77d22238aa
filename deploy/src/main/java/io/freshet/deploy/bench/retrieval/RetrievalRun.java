package io.freshet.deploy.bench.retrieval;

import io.freshet.scoring.djl.DeviceIndex;
import io.freshet.scoring.inference.DeviceChoice;
import io.freshet.scoring.inference.ModelException;
import io.freshet.scoring.nearest.GraphConfig;
import io.freshet.scoring.nearest.GraphIndex;
import io.freshet.scoring.nearest.ScanIndex;
import io.freshet.scoring.nearest.VectorIndex;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.HdrHistogram.Histogram;

/** Measures the indexes one after the other, on the same items. */
final class RetrievalRun {
  private final RetrievalPlan plan;
  private final DeviceChoice device;
  private final Consumer<String> screen;
  private final RandomGenerator random;
  private final GeneratedVectors generated;
  private final Items items;
  private final SearchClock clock;

  /**
   * @param random that everything follows from
   * @param screen is told how it goes
   */
  RetrievalRun(
      RetrievalPlan plan, DeviceChoice device, RandomGenerator random, Consumer<String> screen) {
    this.plan = plan;
    this.device = device;
    this.screen = screen;
    this.random = random;
    screen.accept(String.format("making %,d items", plan.items()));
    this.generated = new GeneratedVectors(plan.dimensions(), random);
    this.items = new Items(plan.items(), plan.dimensions(), generated);
    List<float[]> users = new ArrayList<>();
    for (int i = 0; i < plan.queries(); i++) {
      users.add(generated.user());
    }
    this.clock = new SearchClock(users, plan);
  }

  /** What exact searches found. */
  record Exact(List<RetrievalReport.Exact> figures, double largestDifference) {}

  Exact exact() throws ModelException {
    List<RetrievalReport.Exact> figures = new ArrayList<>();
    try (VectorIndex plain = new ScanIndex(plan.dimensions())) {
      items.addTo(plain);
      figures.add(measured("plain Java", plain, 1, plan.batch()));
      if (plan.threads() > 1) {
        figures.add(product(1, plan.batch()));
      }
      figures.add(product(plan.threads(), 1));
      figures.add(product(plan.threads(), plan.batch()));
      return new Exact(figures, differenceTo(plain));
    }
  }

  /** The graph at rest, then while it changes. */
  RetrievalReport.Graph graph(GraphConfig config) throws Exception {
    try (GraphIndex graph = new GraphIndex(plan.dimensions(), config, plan.threads());
        DeviceIndex exact = device(plan.threads())) {
      items.addTo(exact);
      double seconds = GraphBuild.run(graph, items, plan.threads(), screen);
      screen.accept("graph: searching");
      clock.latency(graph);
      RetrievalReport.Search quiet = search(clock.latency(graph), clock.recall(graph, exact));
      screen.accept("graph: searching while it changes");
      LiveChanges changes =
          new LiveChanges(graph, items, generated, random, plan.changesPerSecond());
      Thread changing = new Thread(changes, "changes");
      changing.start();
      Histogram live = clock.latency(graph);
      changes.stop();
      changing.join();
      changes.repeat(exact);
      return new RetrievalReport.Graph(
          config, seconds, quiet, search(live, clock.recall(graph, exact)), changes.reached());
    }
  }

  private RetrievalReport.Exact product(int threads, int batch) throws ModelException {
    try (DeviceIndex index = device(threads)) {
      items.addTo(index);
      return measured("product on " + index.device(), index, threads, batch);
    }
  }

  private double differenceTo(VectorIndex plain) throws ModelException {
    try (DeviceIndex index = device(plan.threads())) {
      items.addTo(index);
      return clock.difference(index, plain);
    }
  }

  private RetrievalReport.Exact measured(String how, VectorIndex index, int threads, int batch) {
    RetrievalReport.Exact figure =
        new RetrievalReport.Exact(how, threads, batch, clock.perSecond(index, batch));
    screen.accept(figure.toString().stripTrailing());
    return figure;
  }

  private DeviceIndex device(int threads) throws ModelException {
    return DeviceIndex.create(plan.dimensions(), device, threads);
  }

  private static RetrievalReport.Search search(Histogram nanos, double recall) {
    return new RetrievalReport.Search(
        recall,
        nanos.getValueAtPercentile(50) / 1e6,
        nanos.getValueAtPercentile(99) / 1e6,
        nanos.getMaxValue() / 1e6,
        nanos.getTotalCount());
  }
}
