package io.freshet.schemas.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.schemas.record.ParameterRow;
import io.freshet.schemas.record.RowDelta;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SeededRowsTest {
  private final SeededRows rows = rows(7);

  private static SeededRows rows(long seed) {
    return new SeededRows("m", "t", 3, 1, 0.5, seed);
  }

  @Test
  void initialValuesFollowFromSeedTableKeyAndColumn() {
    assertThat(rows.initial("a", 1)).isEqualTo(rows(7).initial("a", 1));
    assertThat(rows.initial("a", 1))
        .isNotEqualTo(rows(8).initial("a", 1))
        .isNotEqualTo(rows.initial("a", 2))
        .isNotEqualTo(rows.initial("b", 1))
        .isNotEqualTo(new SeededRows("m", "u", 3, 1, 0.5, 7).initial("a", 1));
  }

  @Test
  void initialValuesAreUniformWithinTheScale() {
    double sum = 0;
    double squares = 0;
    for (int i = 0; i < 10_000; i++) {
      float value = rows.initial("key" + i, 2);
      assertThat(Math.abs(value)).isLessThanOrEqualTo(0.5f);
      sum += value;
      squares += value * value;
    }
    assertThat(sum / 10_000).isBetween(-0.01, 0.01);
    assertThat(squares / 10_000).isBetween(0.25 / 3 - 0.005, 0.25 / 3 + 0.005);
    assertThat(rows.initial("a", 0)).isZero();
  }

  @Test
  void aRowOnTheWireIsWhatWasAddedToTheInitialValues() {
    rows.apply(row("a", 1f, 2f, 3f, 4f, 5f, 6f));
    int at = rows.find("a") * 3;
    assertThat(rows.weights()[at + 1]).isEqualTo(rows.initial("a", 1) + 2);
    assertThat(rows.squares()[at + 2]).isEqualTo(6);
  }

  @Test
  void deltasOfTwoLearnersAddUpWhoeverMadeTheRow() {
    rows.add(delta("a", 1, 0, 0, 1, 0, 0));
    rows.add(delta("a", 0, 0.5, 0, 0, 2, 0));
    SeededRows other = rows(7);
    other.apply(row("a", 1f, 0.5f, 0f, 1f, 2f, 0f));
    int at = rows.find("a") * 3;
    for (int i = 0; i < 3; i++) {
      assertThat(rows.weights()[at + i]).isEqualTo(other.weights()[other.find("a") * 3 + i]);
    }
  }

  @Test
  void rowsReadBackAndUntouchedOnesAreLeftOut() {
    rows.findOrCreate("untouched");
    rows.apply(row("a", 1f, 2f, 3f, 4f, 5f, 6f));
    List<ParameterRow> written = new ArrayList<>();
    rows.forEachRow(written::add);
    assertThat(written).hasSize(1);
    SeededRows copy = rows(7);
    copy.apply(written.get(0));
    assertThat(copy.weights()[copy.find("a") * 3 + 2])
        .isEqualTo(rows.weights()[rows.find("a") * 3 + 2]);
  }

  @Test
  void aRemovedRowIsUsedAgain() {
    rows.apply(row("a", 1f, 2f, 3f, 4f, 5f, 6f));
    rows.apply(row("a"));
    assertThat(rows.find("a")).isEqualTo(SeededRows.ABSENT);
    assertThat(rows.findOrCreate("b")).isZero();
    assertThat(rows.weights()[1]).isEqualTo(rows.initial("b", 1));
    assertThat(rows.squares()[1]).isZero();
  }

  @Test
  void aFixedRowKeepsItsNumberWhenItIsRemoved() {
    rows.fix(List.of("x", "y"));
    rows.apply(row("x", 1f, 2f, 3f, 4f, 5f, 6f));
    rows.apply(row("x"));
    assertThat(rows.find("x")).isZero();
    assertThat(rows.weights()[1]).isEqualTo(rows.initial("x", 1));
    assertThat(rows.findOrCreate("z")).isEqualTo(2);
  }

  @Test
  void aRowOfAnotherLengthIsLeftAlone() {
    rows.apply(row("a", 1f, 2f));
    assertThat(rows.find("a")).isEqualTo(SeededRows.ABSENT);
  }

  private static ParameterRow row(String key, Float... values) {
    return ParameterRow.newBuilder()
        .setModel("m")
        .setTable("t")
        .setKey(key)
        .setValues(List.of(values))
        .build();
  }

  private static RowDelta delta(String key, double... values) {
    RowDelta delta = new RowDelta();
    delta.setKey(key);
    List<Double> list = new ArrayList<>();
    for (double value : values) {
      list.add(value);
    }
    delta.setValues(list);
    return delta;
  }
}
