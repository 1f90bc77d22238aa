package io.freshet.deploy.bench.flink;

import io.freshet.deploy.bench.GeneratedRecords;
import io.freshet.deploy.bench.GeneratedVisits;
import io.freshet.deploy.bench.LiveHeap;
import io.freshet.deploy.bench.StateFigure;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Fills the state of each part of the pipeline and measures what it takes. */
public final class StateBench {
  private static final long POLL_MS = 20;

  private final GeneratedVisits visits;
  private final String backend;
  private final Path directory;
  private final Consumer<String> screen;

  /**
   * @param backend {@code hashmap} or {@code rocksdb}
   * @param directory for checkpoints and RocksDB's files
   * @param screen is told how it goes
   */
  public StateBench(
      GeneratedVisits visits, String backend, Path directory, Consumer<String> screen) {
    this.visits = visits;
    this.backend = backend;
    this.directory = directory;
    this.screen = screen;
  }

  /** Something that fills state: a part of the pipeline, a generator of it, how much it makes. */
  private record Phase(String part, String generator, String of, long events, String operator) {}

  private interface Definition {
    void define(StreamExecutionEnvironment environment, Gates gates, GeneratedRecords records);
  }

  /** The feature job: first all items are described, then users act. */
  public List<StateFigure> features() throws Exception {
    return run(
        StateJobs::features,
        List.of(
            new Phase("features", StateJobs.ITEMS, "items", visits.count(), "features-update-"),
            new Phase(
                "features", StateJobs.USERS, "users", visits.total(), "features-update-users")));
  }

  /** The scoring job: first users act, then all items are described. */
  public List<StateFigure> scoring() throws Exception {
    return run(
        StateJobs::scoring,
        List.of(
            new Phase("scoring", StateJobs.USERS, "users", visits.total(), "scoring-make-lists"),
            new Phase("scoring", StateJobs.ITEMS, "items", visits.count(), "scoring-make-lists")));
  }

  /** The learner job. */
  public List<StateFigure> learner() throws Exception {
    return run(
        StateJobs::learner,
        List.of(new Phase("learner", StateJobs.EXAMPLES, "items", visits.total(), "learner-")));
  }

  private List<StateFigure> run(Definition job, List<Phase> phases) throws Exception {
    List<StateFigure> figures = new ArrayList<>();
    GeneratedRecords records = new GeneratedRecords(visits);
    try (Gates gates = new Gates();
        StateCluster cluster = StateCluster.start(directory, backend)) {
      cluster.submit(environment -> job.define(environment, gates, records));
      settle(cluster, gates);
      for (Phase phase : phases) {
        figures.add(measure(phase, cluster, gates));
      }
    }
    return figures;
  }

  private StateFigure measure(Phase phase, StateCluster cluster, Gates gates) throws Exception {
    long heap = LiveHeap.bytes();
    long state = cluster.checkpoint().bytes(phase.operator());
    Gates.Gate gate = gates.open(phase.generator(), phase.events());
    await(cluster, gate, phase);
    StateCluster.Checkpoint checkpoint = settle(cluster, gates);
    return new StateFigure(
        backend,
        phase.part(),
        phase.of(),
        visits.count(),
        phase.events(),
        (double) (LiveHeap.bytes() - heap) / visits.count(),
        (double) (checkpoint.bytes(phase.operator()) - state) / visits.count(),
        checkpoint.millis(),
        StateFigure.costs(gate.cost()),
        StateFigure.costs(gate.clock()));
  }

  private void await(StateCluster cluster, Gates.Gate gate, Phase phase) throws Exception {
    long told = 0;
    while (!gate.cost().isComplete()) {
      cluster.requireRunning();
      TimeUnit.MILLISECONDS.sleep(POLL_MS);
      long tenths = gate.cost().done() * 10 / phase.events();
      if (tenths > told) {
        told = tenths;
        screen.accept(backend + ' ' + phase.part() + ' ' + phase.of() + ": " + 10 * tenths + " %");
      }
    }
  }

  /**
   * Waits until nothing is under way: a checkpoint follows all that was sent, and what comes back
   * by a loop is followed by the next one.
   */
  private static StateCluster.Checkpoint settle(StateCluster cluster, Gates gates)
      throws Exception {
    StateCluster.Checkpoint last;
    do {
      cluster.checkpoint();
      while (gates.going() > 0) {
        cluster.requireRunning();
        TimeUnit.MILLISECONDS.sleep(POLL_MS);
      }
      last = cluster.checkpoint();
    } while (gates.going() > 0);
    return last;
  }
}
