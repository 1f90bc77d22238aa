package io.freshet.scoring.flink;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.schemas.config.ConfigFile;
import io.freshet.schemas.model.EmbeddingConfig;
import io.freshet.schemas.model.EmbeddingModel;
import io.freshet.schemas.record.ParameterRow;
import io.freshet.schemas.record.Recommendation;
import io.freshet.scoring.ModelUpdate;
import io.freshet.scoring.Samples;
import io.freshet.scoring.ScoringConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.junit.jupiter.api.Test;

/** Whole batches of users, the items near them found by a matrix product. */
class NearestRestoreTest {
  private static final int ITEMS = 200;
  private static final int USERS = 10;
  private static final ScoringConfig SCAN = config(10_000);
  private static final ScoringConfig PRODUCT = config(0);

  @Test
  void batchesAreAnsweredAsUsersOneByOneAndTheSameAfterARestore() throws Exception {
    List<Recommendation> expected;
    try (ListHarness operator = ListHarness.open(SCAN, 1, 0)) {
      learn(operator);
      expected = lists(operator);
    }
    OperatorSubtaskState snapshot;
    try (ListHarness operator = ListHarness.open(PRODUCT, 1, 0)) {
      learn(operator);
      snapshot = operator.snapshot();
      assertSame(lists(operator), expected);
    }
    try (ListHarness operator = ListHarness.restore(PRODUCT, 1, 0, snapshot)) {
      assertSame(lists(operator), expected);
    }
    assertThat(expected.get(3).getItems())
        .anySatisfy(item -> assertThat(item.getSource()).isEqualTo("embedding"));
  }

  @Test
  void anItemThatIsDeletedOrNewIsSeenAtTheNextBatch() throws Exception {
    try (ListHarness operator = ListHarness.open(PRODUCT, 1, 0)) {
      learn(operator);
      String best = lists(operator).get(0).getItems().get(0).getItem();
      operator.learn(ModelUpdate.of(Samples.item(best, Samples.NOW, true)));
      operator.learn(
          ModelUpdate.of(
              row("new", biased(new float[EmbeddingConfig.defaults().dimension()], 50)), ITEMS));
      assertThat(lists(operator).subList(USERS, 2 * USERS))
          .allSatisfy(list -> assertThat(Samples.items(list)).contains("new").doesNotContain(best));
    }
  }

  private static void assertSame(List<Recommendation> lists, List<Recommendation> expected) {
    assertThat(lists).hasSameSizeAs(expected);
    for (int i = 0; i < lists.size(); i++) {
      assertThat(Samples.items(lists.get(i))).isEqualTo(Samples.items(expected.get(i)));
    }
  }

  private static void learn(ListHarness operator) throws Exception {
    SplittableRandom random = new SplittableRandom(3);
    for (int item = 0; item < ITEMS; item++) {
      float[] vector = new float[EmbeddingConfig.defaults().dimension()];
      for (int i = 0; i < vector.length; i++) {
        vector[i] = (float) (5 * random.nextGaussian());
      }
      operator.learn(
          ModelUpdate.of(row("x" + item, biased(vector, (float) random.nextGaussian())), item));
    }
  }

  /** One list per user, all of one batch. */
  private static List<Recommendation> lists(ListHarness operator) throws Exception {
    for (int user = 0; user < USERS; user++) {
      operator.send(Samples.features("u" + user, 1, "x" + user, "x" + 7 * user));
    }
    operator.prepareBarrier();
    return new ArrayList<>(operator.lists());
  }

  /** A vector, no squared gradients, a bias, one interaction. */
  private static List<Float> biased(float[] vector, float bias) {
    List<Float> values = new ArrayList<>();
    for (float value : vector) {
      values.add(value);
    }
    values.addAll(List.of(0f, bias, 1f));
    return values;
  }

  private static ParameterRow row(String item, List<Float> values) {
    return ParameterRow.newBuilder()
        .setModel(EmbeddingModel.MODEL)
        .setTable("items-out-" + EmbeddingConfig.defaults().dimension())
        .setKey(item)
        .setValues(values)
        .build();
  }

  private static ScoringConfig config(int scanItems) {
    String yaml =
        "scoring: {batch-size: 64, candidates: {nearest: {device: cpu, scan-items: "
            + scanItems
            + "}}}";
    return ConfigFile.parse("test", yaml).section(ScoringConfig.SECTION, ScoringConfig.defaults());
  }
}
