package io.freshet.deploy.evaluate;

import io.freshet.learner.MergedRow;
import io.freshet.learner.RowMerge;
import io.freshet.schemas.model.RowKey;
import io.freshet.schemas.record.Example;
import io.freshet.schemas.record.ParameterRow;
import io.freshet.schemas.record.RowDelta;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/**
 * The learn stage of the pipeline without servers. Each replica, in a thread of its own, learns the
 * examples of its keys; after every so many examples all of them hand over their deltas, which are
 * added up, and take the rows that others changed. So a replica lacks of the others at most the
 * examples since the last merge, and a scorer at most those of all. Not thread-safe.
 */
final class ParallelLearners {
  private static final int SEVERAL = -1;

  private final Replication replication;
  private final Consumer<ParameterRow> scorer;
  private final RowMerge merge;
  private final Map<RowKey, MergedRow> rows = new HashMap<>();
  private final List<LearnerThread> learners = new ArrayList<>();
  private final ExecutorService threads;
  private int waiting;
  private long merges;

  /** A row that changed, and the replica that alone changed it, or {@link #SEVERAL}. */
  private record Change(ParameterRow row, int only) {}

  /**
   * @param replicas as many as the replication says
   * @param scorer takes merged rows
   */
  ParallelLearners(
      LoopConfig config,
      Replication replication,
      List<? extends Replica> replicas,
      Consumer<ParameterRow> scorer) {
    this.replication = replication;
    this.scorer = scorer;
    this.merge = new RowMerge(config.models(), config.learner().admissionCount());
    replicas.forEach(replica -> learners.add(new LearnerThread(replica)));
    this.threads = Executors.newFixedThreadPool(learners.size(), ParallelLearners::daemon);
  }

  /** Takes the next example; it is learned before the next merge. */
  void learn(Example example) {
    learners.get(Math.floorMod(example.getKey().hashCode(), learners.size())).take(example);
    if (++waiting >= replication.syncExamples()) {
      synchronize();
    }
  }

  LearnRate rate() {
    return new LearnRate(
        replication,
        learners.stream().mapToLong(LearnerThread::learned).sum(),
        learners.stream().mapToDouble(LearnerThread::perSecond).sum());
  }

  private void synchronize() {
    waiting = 0;
    merges++;
    inParallel(number -> learners.get(number).learn());
    List<Change> changes = merged();
    changes.forEach(change -> scorer.accept(change.row()));
    inParallel(
        number ->
            learners
                .get(number)
                .apply(
                    changes.stream()
                        .filter(change -> change.only() != number)
                        .map(Change::row)
                        .toList()));
  }

  private List<Change> merged() {
    Map<RowKey, Integer> changed = new LinkedHashMap<>();
    for (int number = 0; number < learners.size(); number++) {
      int learner = number;
      learners.get(number).handOver(delta -> add(delta, learner, changed));
    }
    List<Change> changes = new ArrayList<>(changed.size());
    changed.forEach(
        (key, only) -> {
          MergedRow row = rows.get(key);
          if (merge.isAdmitted(row)) {
            changes.add(new Change(merge.publish(key, row), only));
          }
        });
    return changes;
  }

  private void add(RowDelta delta, int learner, Map<RowKey, Integer> changed) {
    delta.setLearner(learner);
    delta.setSequence(merges);
    RowKey key = new RowKey(delta.getModel(), delta.getTable(), delta.getKey());
    merge.add(rows.computeIfAbsent(key, added -> new MergedRow()), delta, delta.getIngestTime());
    changed.merge(key, learner, (one, other) -> SEVERAL);
  }

  private interface Work {
    void of(int number);
  }

  private void inParallel(Work work) {
    List<Future<?>> running = new ArrayList<>();
    for (int number = 0; number < learners.size(); number++) {
      int learner = number;
      running.add(threads.submit(() -> work.of(learner)));
    }
    running.forEach(ParallelLearners::await);
  }

  private static void await(Future<?> work) {
    try {
      work.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while learning", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("a replica failed", e.getCause());
    }
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "learner-replica");
    thread.setDaemon(true);
    return thread;
  }
}
