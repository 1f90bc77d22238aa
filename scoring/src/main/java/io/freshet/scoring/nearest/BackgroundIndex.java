package io.freshet.scoring.nearest;

import java.util.ArrayList;
import java.util.List;

/**
 * An index that is changed by a thread of its own, in the order of the changes, so that a slow
 * change does not hold up who makes it. Searches see a change some time after it was made. What
 * waits is bounded: {@link #room}. An index that fails to change says so at the next call.
 */
public final class BackgroundIndex implements VectorIndex {
  private final VectorIndex index;
  private final int most;
  private final Thread worker;
  private List<Change> waiting = new ArrayList<>();
  private int underWay;
  private boolean closed;
  private boolean failed;
  private RuntimeException failure = new IllegalStateException("the index failed");

  private record Change(int id, boolean removes, float[] vector, float bias) {}

  /**
   * @param index that may be searched while it is changed; closed by this one
   * @param most changes that wait or are under way
   */
  public BackgroundIndex(VectorIndex index, int most) {
    this.index = index;
    this.most = most;
    this.worker = new Thread(this::work, "freshet-index-changes");
    worker.setDaemon(true);
    worker.start();
  }

  @Override
  public void upsert(int id, float[] vector, float bias) {
    add(new Change(id, false, vector.clone(), bias));
  }

  @Override
  public void remove(int id) {
    add(new Change(id, true, new float[0], 0));
  }

  @Override
  public synchronized int room() {
    return Math.max(0, most - waiting.size() - underWay);
  }

  @Override
  public int size() {
    return index.size();
  }

  @Override
  public List<Hits> search(Queries queries) {
    requireWorking();
    return index.search(queries);
  }

  @Override
  public void close() {
    synchronized (this) {
      closed = true;
      notifyAll();
    }
    boolean interrupted = false;
    while (worker.isAlive()) {
      try {
        worker.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    index.close();
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized void add(Change change) {
    requireWorking();
    waiting.add(change);
    notifyAll();
  }

  private synchronized void requireWorking() {
    if (failed) {
      throw failure;
    }
  }

  private void work() {
    try {
      for (List<Change> changes = take(); !changes.isEmpty(); changes = take()) {
        apply(changes);
      }
    } catch (InterruptedException e) {
      fail(new IllegalStateException("interrupted", e));
    } catch (RuntimeException e) {
      fail(e);
    }
  }

  private void apply(List<Change> changes) {
    for (int i = 0; i < changes.size() && !isClosed(); i++) {
      Change change = changes.get(i);
      if (change.removes()) {
        index.remove(change.id());
      } else {
        index.upsert(change.id(), change.vector(), change.bias());
      }
    }
  }

  /** Waits for changes; none when it is closed. */
  private synchronized List<Change> take() throws InterruptedException {
    underWay = 0;
    while (waiting.isEmpty() && !closed) {
      wait();
    }
    List<Change> taken = closed ? List.of() : waiting;
    waiting = new ArrayList<>();
    underWay = taken.size();
    return taken;
  }

  private synchronized boolean isClosed() {
    return closed;
  }

  private synchronized void fail(RuntimeException reason) {
    failed = true;
    failure = reason;
  }
}
