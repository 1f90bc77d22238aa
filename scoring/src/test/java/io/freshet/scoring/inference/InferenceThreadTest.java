package io.freshet.scoring.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class InferenceThreadTest {
  private static final int IN_FLIGHT = 2;

  private final AtomicLong clock = new AtomicLong();
  private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
  private final Semaphore gate = new Semaphore(0);

  /** Waits at the gate with each batch that begins with a 7; fails on all when that is a 13. */
  private final ScriptedModel first =
      new ScriptedModel("1")
          .failingOn(
              x -> {
                if (x == 7) {
                  gate.acquireUninterruptibly();
                }
                return x == 13;
              });

  private final InferenceThread<Double, Double, Double> thread =
      InferenceThread.start(
          "inference",
          first,
          new InferenceThread.Setting<>(
              x -> x,
              Double::isFinite,
              new BatchConfig(4, Duration.ZERO, Duration.ZERO, IN_FLIGHT, true, 2),
              clock::get),
          new Listener());

  @Test
  void batchesAreAnsweredInTheirOrder() throws Exception {
    thread.submit(batch(1));
    thread.submit(batch(2, 3));
    thread.await();
    thread.close();

    assertThat(heard).containsExactly("answered [2.0]", "answered [4.0, 6.0]");
    assertThat(first.closed()).isEqualTo(1);
  }

  @Test
  void afterSoManyBatchesTheNextOneWaits() throws Exception {
    thread.submit(batch(7));
    thread.submit(batch(1));
    assertThat(thread.pending()).isEqualTo(IN_FLIGHT);
    CompletableFuture<Void> third = CompletableFuture.runAsync(() -> submit(batch(2)));
    assertThat(third).isNotDone();
    assertThat(heard).isEmpty();

    gate.release();
    third.join();
    thread.await();

    assertThat(heard).hasSize(3);
    thread.close();
  }

  @Test
  void whoWaitsForABrokenModelIsTold() throws Exception {
    thread.submit(batch(13, 13));

    assertThatThrownBy(thread::await).isInstanceOf(ModelException.class);
    assertThatThrownBy(() -> thread.submit(batch(1))).isInstanceOf(ModelException.class);
    assertThat(heard.take()).startsWith("broken");
    thread.close();
    assertThat(first.closed()).isEqualTo(1);
  }

  @Test
  void anErrorOfTheModelIsToldWithItsName() throws Exception {
    first.failingOn(
        x -> {
          throw new AssertionError("out of luck");
        });
    thread.submit(batch(1));

    assertThatThrownBy(thread::await)
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("twice version 1")
        .hasMessageContaining("out of luck");
    thread.close();
  }

  @Test
  void aVersionIsTriedOutWhileNothingComes() throws Exception {
    thread.submit(batch(1));
    thread.await();
    assertThat(heard.take()).startsWith("answered");

    thread.offer(new ScriptedModel("2"));
    assertThat(heard.take()).isEqualTo("switched to 2");
    assertThat(first.closed()).isEqualTo(1);

    thread.offer(new ScriptedModel("3").spoiledBy(x -> true));
    assertThat(heard.take()).isEqualTo("refused 3");
    thread.close();
  }

  @Test
  void aVersionThatComesTooLateIsClosed() {
    thread.close();
    ScriptedModel second = new ScriptedModel("2");

    thread.offer(second);

    assertThat(second.closed()).isEqualTo(1);
    assertThat(first.closed()).isEqualTo(1);
  }

  @Test
  void theModelIsClosedAfterTheCallThatItIsAt() throws Exception {
    thread.submit(batch(7));
    CompletableFuture<Void> closing = CompletableFuture.runAsync(thread::close);
    assertThat(first.closed()).isZero();

    gate.release();
    closing.join();

    assertThat(first.closed()).isEqualTo(1);
  }

  @Test
  void aBatchKnowsItsTimes() throws Exception {
    clock.set(300);
    Batch<Double, Double> batch = batch(7);
    thread.submit(batch);
    while (!gate.hasQueuedThreads()) {
      Thread.onSpinWait();
    }
    clock.set(1000);
    gate.release();
    thread.await();
    thread.close();

    assertThat(List.of(batch.waited(), batch.inference(), batch.oldest()))
        .containsExactly(300L, 700L, 1000L);
  }

  private void submit(Batch<Double, Double> batch) {
    try {
      thread.submit(batch);
    } catch (InterruptedException | ModelException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Batch<Double, Double> batch(double... inputs) {
    Batch<Double, Double> batch = new Batch<>(0);
    for (double input : inputs) {
      batch.add(input);
    }
    return batch;
  }

  private final class Listener implements InferenceListener<Double, Double> {
    @Override
    public void answered(Batch<Double, Double> batch, int[] places, boolean last) {
      heard.add(
          "answered "
              + Arrays.stream(places)
                  .mapToObj(place -> ((Outcome.Answered<Double>) batch.outcome(place)).answer())
                  .toList());
    }

    @Override
    public void broken(ModelException cause) {
      heard.add("broken " + cause.getMessage());
    }

    @Override
    public void switched(ModelSource version, String device) {
      heard.add("switched to " + version.version());
    }

    @Override
    public void refused(ModelSource version, String why) {
      heard.add("refused " + version.version());
    }
  }
}
