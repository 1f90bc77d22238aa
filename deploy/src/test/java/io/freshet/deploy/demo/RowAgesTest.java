package io.freshet.deploy.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.schemas.record.ParameterRow;
import java.util.List;
import org.junit.jupiter.api.Test;

class RowAgesTest {
  private final RowAges ages = new RowAges();

  @Test
  void measuresFromTheNewestEventInTheRow() {
    ages.add(row("i1", 1_000), 1_040);

    assertThat(ages.figures().count()).isEqualTo(1);
    assertThat(ages.figures().p50()).isEqualTo(40);
  }

  @Test
  void aRowThatIsPublishedAgainUnchangedDoesNotCount() {
    ages.add(row("i1", 1_000), 1_040);
    ages.add(row("i1", 1_000), 9_000);
    ages.add(row("i2", 0), 9_000);

    assertThat(ages.figures().count()).isEqualTo(1);
  }

  private static ParameterRow row(String key, long ingestTime) {
    return ParameterRow.newBuilder()
        .setModel("popularity")
        .setTable("items")
        .setKey(key)
        .setValues(List.of(1f))
        .setIngestTime(ingestTime)
        .build();
  }
}
