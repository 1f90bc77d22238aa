package io.freshet.scoring.flink;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.schemas.record.ParameterRow;
import io.freshet.schemas.record.Recommendation;
import io.freshet.schemas.record.RecommendationRequest;
import io.freshet.schemas.record.Rejected;
import io.freshet.schemas.topic.Topics;
import io.freshet.scoring.ModelUpdate;
import io.freshet.scoring.Samples;
import io.freshet.scoring.ScoringConfig;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MicroBatchOperatorTest {
  private static final ScoringConfig CONFIG = Configs.batches(3, 5);

  private ListHarness operator;

  @BeforeEach
  void open() throws Exception {
    operator = ListHarness.open(CONFIG, 1, 0).learnWorld();
  }

  @AfterEach
  void close() throws Exception {
    operator.close();
  }

  @Test
  void aFullBatchIsScored() throws Exception {
    operator.send(Samples.features("u1", 1, "a"));
    operator.send(Samples.features("u2", 1, "a"));
    assertThat(operator.lists()).isEmpty();

    operator.send(Samples.features("u3", 1, "a"));

    assertThat(operator.lists())
        .extracting(Recommendation::getUser)
        .containsExactly("u1", "u2", "u3");
  }

  @Test
  void aBatchIsScoredAtItsDeadline() throws Exception {
    operator.setTime(100);
    operator.send(Samples.features("u1", 1, "a"));
    operator.setTime(104);
    assertThat(operator.lists()).isEmpty();

    operator.setTime(105);

    assertThat(operator.lists()).hasSize(1);
    assertThat(operator.lastList().getServedTime()).isEqualTo(105);
  }

  @Test
  void anOpenBatchIsScoredBeforeTheBarrier() throws Exception {
    operator.send(Samples.features("u1", 1, "a"));
    assertThat(operator.lists()).isEmpty();

    operator.prepareBarrier();

    assertThat(operator.lists()).hasSize(1);
  }

  @Test
  void anOpenBatchIsScoredAtTheEndOfTheInput() throws Exception {
    operator.send(Samples.features("u1", 1, "a"));

    operator.endInput();

    assertThat(operator.lists()).hasSize(1);
  }

  @Test
  void theDeadlineOfAClosedBatchDoesNotCloseTheNext() throws Exception {
    operator.setTime(100);
    operator.send(Samples.features("u1", 1, "a"));
    operator.prepareBarrier();
    operator.setTime(103);
    operator.send(Samples.features("u2", 1, "a"));

    operator.setTime(105);

    assertThat(operator.lists()).hasSize(1);
  }

  @Test
  void aSecondRecordOfAUserClosesTheBatchBefore() throws Exception {
    operator.send(Samples.features("u1", 1, "a"));
    operator.send(Samples.features("u1", 2, "a", "b"));
    operator.prepareBarrier();

    assertThat(Samples.items(operator.lists().get(0))).startsWith("b");
    assertThat(Samples.items(operator.lists().get(1))).startsWith("c").doesNotContain("b");
  }

  @Test
  void aListNamesWhatItAnswers() throws Exception {
    operator.send(Samples.features("u1", 4, "a"));
    operator.send(Samples.request("r1", "u1"));
    operator.send(Samples.request("r2", "stranger"));
    operator.prepareBarrier();

    Recommendation first = operator.lists().get(0);
    assertThat(first.getId()).isEqualTo("u1/4");
    assertThat(first.getTrigger()).contains("event-u1-4");
    assertThat(first.getRequestId()).isEmpty();
    Recommendation second = operator.lists().get(1);
    assertThat(second.getId()).isEqualTo("r1");
    assertThat(second.getRequestId()).contains("r1");
    assertThat(second.getSequence()).isEqualTo(4);
    assertThat(Samples.items(second)).isEqualTo(Samples.items(first));
    assertThat(operator.lists().get(2).getSequence()).isZero();
    assertThat(Samples.items(operator.lists().get(2))).startsWith("p1", "p2", "p3");
  }

  @Test
  void itemsThatLeftTheHistoryStayKnown() throws Exception {
    operator.send(Samples.features("u1", 1, "p1"));
    operator.send(Samples.features("u1", 2, "p2"));
    operator.send(Samples.features("u1", 3, "p3"));
    operator.prepareBarrier();

    assertThat(Samples.items(operator.lastList())).doesNotContain("p1", "p2", "p3");
  }

  @Test
  void aFailingRecordIsRejectedAndTheOthersAreScored() throws Exception {
    RecommendationRequest bad =
        RecommendationRequest.newBuilder(Samples.request("r1", "u1")).setCount(0).build();
    operator.send(Samples.request("r0", "u0"));
    operator.send(bad);
    operator.send(Samples.request("r2", "u2"));

    assertThat(operator.lists()).extracting(Recommendation::getId).containsExactly("r0", "r2");
    Rejected rejected = operator.rejected().get(0);
    assertThat(rejected.getReason()).isEqualTo("out-of-range");
    assertThat(rejected.getMessage()).isEqualTo("count = 0, expected 1 to 1000");
    assertThat(rejected.getTopic()).isEqualTo("requests");
    assertThat(Topics.REQUESTS.codec().decode(rejected.getPayload().array())).isEqualTo(bad);
  }

  @Test
  void aRowThatCannotBeAppliedIsRejected() throws Exception {
    operator.learn(
        ModelUpdate.of(
            ParameterRow.newBuilder()
                .setModel("co-visitation")
                .setTable("neighbours")
                .setKey("a")
                .setColumns(List.of("b", "c"))
                .setValues(List.of(1f))
                .build(),
            77));

    assertThat(operator.rejected()).extracting(Rejected::getReason).containsExactly("unusable-row");
    operator.send(Samples.request("r1", "u1"));
    operator.prepareBarrier();
    assertThat(operator.lists()).hasSize(1);
  }
}
