package io.freshet.scoring.nearest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class BackgroundIndexTest {
  private static final Queries NONE = new Queries(List.of(), 1, Queries.Filter.ALL);

  private final CountDownLatch gate = new CountDownLatch(1);
  private final Gated gated = new Gated();
  private final BackgroundIndex index = new BackgroundIndex(gated, 100);

  @Test
  void changesInOrderAndBesideItsCaller() {
    float[] vector = {1};
    for (int id = 0; id < 50; id++) {
      vector[0] = id;
      index.upsert(id, vector, 0);
    }
    index.remove(3);
    assertThat(gated.changes).as("while the index is held up").isEmpty();
    assertThat(index.room()).isEqualTo(49);
    gate.countDown();
    awaitRoom(100);
    assertThat(gated.changes).hasSize(51).startsWith("0=0.0", "1=1.0").endsWith("49=49.0", "-3");
    index.close();
    assertThat(gated.closed).isTrue();
  }

  @Test
  void saysWhenTheIndexFails() {
    gate.countDown();
    index.upsert(-1, new float[1], 0);
    awaitFailure();
    assertThatThrownBy(() -> index.upsert(1, new float[1], 0)).hasMessage("no such id");
    index.close();
  }

  @Test
  void closesWhileChangesWait() {
    for (int id = 0; id < 1000; id++) {
      index.upsert(id, new float[1], 0);
    }
    assertThat(index.room()).isZero();
    Thread closing = new Thread(index::close);
    closing.start();
    while (closing.getState() != Thread.State.WAITING) {
      Thread.onSpinWait();
    }
    gate.countDown();
    while (closing.isAlive()) {
      Thread.onSpinWait();
    }
    assertThat(gated.changes).hasSizeLessThan(1000);
  }

  private void awaitRoom(int room) {
    while (index.room() < room) {
      Thread.onSpinWait();
    }
  }

  private void awaitFailure() {
    boolean failed = false;
    while (!failed) {
      try {
        index.search(NONE);
        Thread.onSpinWait();
      } catch (IllegalArgumentException e) {
        failed = true;
      }
    }
  }

  private final class Gated implements VectorIndex {
    final List<String> changes = Collections.synchronizedList(new ArrayList<>());
    volatile boolean closed;

    @Override
    public void upsert(int id, float[] vector, float bias) {
      pass();
      if (id < 0) {
        throw new IllegalArgumentException("no such id");
      }
      changes.add(id + "=" + vector[0]);
    }

    @Override
    public void remove(int id) {
      pass();
      changes.add("-" + id);
    }

    @Override
    public int size() {
      return changes.size();
    }

    @Override
    public List<Hits> search(Queries queries) {
      return List.of();
    }

    @Override
    public void close() {
      closed = true;
    }

    private void pass() {
      try {
        gate.await();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
