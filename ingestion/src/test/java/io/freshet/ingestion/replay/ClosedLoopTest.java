package io.freshet.ingestion.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.ingestion.replay.Outgoing.Expectation;
import io.freshet.ingestion.replay.Outgoing.Lane;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ClosedLoopTest {
  private static final long TIMEOUT = 30;

  private final ClosedLoop loop = new ClosedLoop(2, 2, TIMEOUT);

  @Test
  void aUsersNextEventWaitsForTheAnswerToTheLast() {
    loop.offer(event(0, "a"));
    loop.offer(event(1, "a"));
    loop.offer(event(2, "b"));

    assertThat(sendAll(0)).containsExactly(0L, 2L);
    assertThat(loop.answered("answer-0")).isPresent();
    assertThat(sendAll(1)).containsExactly(1L);
    assertThat(loop.held()).isZero();
    assertThat(loop.unanswered()).isEqualTo(2);
  }

  @Test
  void theNumberOfUnansweredUsersIsBounded() {
    loop.offer(event(0, "a"));
    loop.offer(event(1, "b"));
    loop.offer(event(2, "c"));
    loop.offer(free(3));

    assertThat(sendAll(0)).containsExactly(0L, 1L, 3L);
    assertThat(loop.answered("answer-1")).isPresent();
    assertThat(sendAll(0)).containsExactly(2L);
  }

  @Test
  void whatBecomesReadyIsNotOvertakenByWhatComesAfterIt() {
    loop.offer(event(0, "a"));
    loop.offer(event(1, "b"));
    loop.offer(event(2, "a"));
    loop.offer(event(3, "c"));

    assertThat(sendAll(0)).containsExactly(0L, 1L);
    assertThat(loop.answered("answer-0")).isPresent();
    assertThat(sendAll(0)).containsExactly(2L);
  }

  @Test
  void anAnswerThatDoesNotComeIsGivenUp() {
    loop.offer(event(0, "a"));
    loop.offer(event(1, "a"));
    assertThat(sendAll(0)).containsExactly(0L);

    assertThat(loop.expire(TIMEOUT - 1)).isEmpty();
    assertThat(loop.expire(TIMEOUT)).extracting(Outgoing::index).containsExactly(0L);

    assertThat(loop.timeouts()).isEqualTo(1);
    assertThat(sendAll(TIMEOUT)).containsExactly(1L);
    assertThat(loop.answered("answer-0")).isEmpty();
  }

  @Test
  void anAnswerFromAnEarlierRunIsKnownAgain() {
    assertThat(loop.answered("answer-0")).isEmpty();
    Outgoing first = event(0, "a");
    loop.offer(first);
    sendAll(0);

    assertThat(loop.wasAnswered(first)).isTrue();
    assertThat(loop.wasAnswered(first)).isFalse();
  }

  @Test
  void keepsEveryUsersOrderWhateverTheAnswers() {
    Random random = new Random(7);
    ClosedLoop many = new ClosedLoop(5, 5, Long.MAX_VALUE);
    Map<String, Long> lastSent = new HashMap<>();
    List<String> open = new ArrayList<>();
    int sent = 0;
    for (int i = 0; i < 2000; i++) {
      many.offer(event(i, "u" + random.nextInt(20)));
    }
    while (sent < 2000) {
      Optional<Outgoing> next = many.next(0);
      if (next.isPresent()) {
        sent++;
        Expectation expected = next.get().expected().orElseThrow();
        Long before = lastSent.put(expected.lane(), next.get().index());
        assertThat(before == null || before < next.get().index()).isTrue();
        open.add(expected.answer());
        assertThat(open).hasSizeLessThanOrEqualTo(5);
      } else {
        assertThat(many.answered(open.remove(random.nextInt(open.size())))).isPresent();
      }
    }
    assertThat(many.held()).isZero();
  }

  private List<Long> sendAll(long now) {
    List<Long> sent = new ArrayList<>();
    for (Optional<Outgoing> next = loop.next(now); next.isPresent(); next = loop.next(now)) {
      sent.add(next.get().index());
    }
    return sent;
  }

  private static Outgoing event(long index, String user) {
    Expectation expected = new Expectation(Lane.USER, user, "answer-" + index);
    return outgoing(index, Optional.of(expected));
  }

  private static Outgoing free(long index) {
    return outgoing(index, Optional.empty());
  }

  private static Outgoing outgoing(long index, Optional<Expectation> expected) {
    return new Outgoing(index, "id-" + index, Optional.empty(), Optional.empty(), expected);
  }
}
