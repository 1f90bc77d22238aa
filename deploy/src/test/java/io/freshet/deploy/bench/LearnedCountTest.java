package io.freshet.deploy.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.schemas.model.CoVisitationModel;
import io.freshet.schemas.record.ParameterRow;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class LearnedCountTest {
  private final LearnedCount learned = new LearnedCount();

  @Test
  void addsUpTheLatestVisitsOfEachItem() throws Exception {
    learned.take(row(CoVisitationModel.COUNTS, "a", 2), 1);
    learned.take(row(CoVisitationModel.COUNTS, "b", 1), 2);
    learned.take(row(CoVisitationModel.COUNTS, "a", 5), 3);
    learned.take(row(CoVisitationModel.NEIGHBOURS, "a", 9), 4);
    assertThat(learned.await(6, Duration.ZERO)).isTrue();
    assertThat(learned.await(7, Duration.ZERO)).isFalse();
    assertThat(learned.lastChange()).isEqualTo(3);
  }

  private static ParameterRow row(String table, String key, float value) {
    return ParameterRow.newBuilder()
        .setModel(CoVisitationModel.MODEL)
        .setTable(table)
        .setKey(key)
        .setValues(List.of(value))
        .build();
  }
}
