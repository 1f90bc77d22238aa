package io.freshet.scoring.flink;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.schemas.record.Recommendation;
import io.freshet.scoring.ModelUpdate;
import io.freshet.scoring.Samples;
import io.freshet.scoring.ScoringConfig;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.junit.jupiter.api.Test;

/** Snapshots of one run answer the same in the next, at another parallelism too. */
class MicroBatchRestoreTest {
  private static final ScoringConfig CONFIG = Configs.batches(64, 5);
  private static final int USERS = 20;

  @Test
  void aRestoredOperatorScoresAtOnce() throws Exception {
    assertRescaled(1, 1);
  }

  @Test
  void twoSubtasksBecomeOne() throws Exception {
    assertRescaled(2, 1);
  }

  @Test
  void oneSubtaskBecomesTwo() throws Exception {
    assertRescaled(1, 2);
  }

  @Test
  void changesAfterARestoreAreInTheNextSnapshot() throws Exception {
    OperatorSubtaskState first;
    try (ListHarness operator = ListHarness.open(CONFIG, 1, 0).learnWorld()) {
      first = operator.snapshot();
    }
    OperatorSubtaskState second;
    try (ListHarness operator = ListHarness.restore(CONFIG, 1, 0, first)) {
      operator.learn(ModelUpdate.of(Samples.popularity("p9", 99), 40));
      second = operator.snapshot();
    }
    try (ListHarness operator = ListHarness.restore(CONFIG, 1, 0, second)) {
      operator.send(Samples.request("r", "stranger"));
      operator.prepareBarrier();
      assertThat(Samples.items(operator.lastList())).startsWith("p9", "p1", "p2");
      assertThat(operator.lastList().getModelVersion()).isEqualTo(40);
    }
  }

  private static void assertRescaled(int before, int after) throws Exception {
    Map<String, Recommendation> expected = new HashMap<>();
    OperatorSubtaskState[] snapshots = new OperatorSubtaskState[before];
    for (int subtask = 0; subtask < before; subtask++) {
      try (ListHarness operator = ListHarness.open(CONFIG, before, subtask).learnWorld()) {
        for (String user : usersOf(subtask, before)) {
          operator.send(Samples.features(user, 1, "p1"));
          operator.send(Samples.features(user, 2, "a"));
        }
        snapshots[subtask] = operator.snapshot();
        request(operator, subtask, before).forEach(list -> expected.put(list.getUser(), list));
      }
    }
    Map<String, Recommendation> actual = new HashMap<>();
    for (int subtask = 0; subtask < after; subtask++) {
      try (ListHarness operator = ListHarness.restore(CONFIG, after, subtask, snapshots)) {
        request(operator, subtask, after).forEach(list -> actual.put(list.getUser(), list));
      }
    }
    assertThat(actual).hasSize(USERS).isEqualTo(expected);
    assertThat(actual.get("u1").getSequence()).isEqualTo(2);
    assertThat(Samples.items(actual.get("u1"))).startsWith("b", "c", "p2").doesNotContain("p1");
  }

  /** One request per user, answered after what the operator had done before. */
  private static List<Recommendation> request(ListHarness operator, int subtask, int parallelism)
      throws Exception {
    int done = operator.lists().size();
    for (String user : usersOf(subtask, parallelism)) {
      operator.send(Samples.request("r-" + user, user));
    }
    operator.prepareBarrier();
    return operator.lists().subList(done, operator.lists().size());
  }

  private static List<String> usersOf(int subtask, int parallelism) {
    List<String> users = new ArrayList<>();
    for (int i = 0; i < USERS; i++) {
      int owner =
          KeyGroupRangeAssignment.assignKeyToParallelOperator(
              "u" + i, ListHarness.MAX_PARALLELISM, parallelism);
      if (owner == subtask) {
        users.add("u" + i);
      }
    }
    return users;
  }
}
