package io.freshet.scoring.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class CallsInFlightTest {
  private final AtomicInteger freed = new AtomicInteger();
  private final CallsInFlight calls = new CallsInFlight("model m", freed::incrementAndGet);

  @Test
  void freesAtOnceWhenNoCallIsUnderWay() {
    calls.enter();
    calls.leave();
    calls.close();
    calls.close();
    assertThat(freed).hasValue(1);
  }

  @Test
  void freesAfterTheLastCall() {
    calls.enter();
    calls.enter();
    calls.close();
    assertThat(freed).hasValue(0);
    calls.leave();
    assertThat(freed).hasValue(0);
    calls.leave();
    assertThat(freed).hasValue(1);
  }

  @Test
  void letsNoCallInOnceClosed() {
    calls.enter();
    calls.close();
    assertThatThrownBy(calls::enter)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("model m is closed");
    calls.leave();
    assertThatThrownBy(calls::enter).isInstanceOf(IllegalStateException.class);
    assertThat(freed).hasValue(1);
  }

  @Test
  void neverFreesUnderACall() throws Exception {
    for (int round = 0; round < 500; round++) {
      AtomicBoolean gone = new AtomicBoolean();
      CallsInFlight racing = new CallsInFlight("m", () -> gone.set(true));
      ExecutorService threads = Executors.newFixedThreadPool(3);
      List<Future<Boolean>> callers = new ArrayList<>();
      for (int t = 0; t < 2; t++) {
        callers.add(threads.submit(() -> neverSeesItGone(racing, gone)));
      }
      threads.submit(racing::close).get();
      for (Future<Boolean> caller : callers) {
        assertThat(caller.get()).isTrue();
      }
      threads.shutdown();
      assertThat(gone).isTrue();
    }
  }

  private static boolean neverSeesItGone(CallsInFlight calls, AtomicBoolean gone) {
    try {
      while (true) {
        calls.enter();
        boolean there = !gone.get();
        calls.leave();
        if (!there) {
          return false;
        }
      }
    } catch (IllegalStateException closed) {
      return true;
    }
  }
}
