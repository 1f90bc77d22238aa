package io.freshet.scoring.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.freshet.scoring.inference.SharedResources.Lease;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class SharedResourcesTest {
  private final AtomicInteger loads = new AtomicInteger();
  private final List<Integer> freed = new ArrayList<>();
  private final SharedResources<String, Integer> shared = new SharedResources<>(freed::add);

  @Test
  void loadsOncePerKey() throws ModelException {
    Lease<Integer> first = shared.open("a", loads::incrementAndGet);
    Lease<Integer> second = shared.open("a", loads::incrementAndGet);
    Lease<Integer> other = shared.open("b", loads::incrementAndGet);
    assertThat(first.get()).isEqualTo(second.get()).isEqualTo(1);
    assertThat(other.get()).isEqualTo(2);
  }

  @Test
  void freesWithTheLastUser() throws ModelException {
    Lease<Integer> first = shared.open("a", loads::incrementAndGet);
    Lease<Integer> second = shared.open("a", loads::incrementAndGet);
    first.close();
    first.close();
    assertThat(freed).isEmpty();
    assertThat(second.get()).isEqualTo(1);
    second.close();
    assertThat(freed).containsExactly(1);
    assertThat(shared.open("a", loads::incrementAndGet).get()).isEqualTo(2);
  }

  @Test
  void refusesAShareThatWasGivenBack() throws ModelException {
    Lease<Integer> lease = shared.open("a", loads::incrementAndGet);
    lease.close();
    assertThatThrownBy(lease::get).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void keepsNoFailure() throws ModelException {
    assertThatThrownBy(
            () ->
                shared.open(
                    "a",
                    () -> {
                      throw new ModelException("no such file");
                    }))
        .hasMessage("no such file");
    assertThat(shared.open("a", loads::incrementAndGet).get()).isEqualTo(1);
    assertThat(freed).isEmpty();
  }

  @Test
  void letsOneLoadAndTheOthersWait() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(4);
    CountDownLatch loading = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    List<Future<Lease<Integer>>> leases = new ArrayList<>();
    for (int t = 0; t < 4; t++) {
      leases.add(
          threads.submit(
              () ->
                  shared.open(
                      "a",
                      () -> {
                        loading.countDown();
                        await(go);
                        return loads.incrementAndGet();
                      })));
    }
    loading.await();
    go.countDown();
    for (Future<Lease<Integer>> lease : leases) {
      assertThat(lease.get().get()).isEqualTo(1);
    }
    for (Future<Lease<Integer>> lease : leases) {
      assertThat(freed).isEmpty();
      lease.get().close();
    }
    threads.shutdown();
    assertThat(freed).containsExactly(1);
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
