package io.freshet.learner;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.schemas.model.ForwardDecay;
import io.freshet.schemas.record.LearnerPosition;
import io.freshet.schemas.record.ParameterRow;
import io.freshet.schemas.record.RowDelta;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ContributionTest {
  private static final ForwardDecay DECAY = new ForwardDecay(Duration.ofSeconds(1));

  @Test
  void whatTheMergePublishedIsNone() {
    ParameterRow own = row(List.of(1f, 2f)).build();
    own.setLearners(List.of(new LearnerPosition(0, 1L, 1L)));
    assertThat(Contribution.delta(own, 5)).isEmpty();
  }

  @Test
  void whatWasAddedCountsAndNotTheSum() {
    RowDelta delta =
        Contribution.delta(row(List.of(5f, 7f)).setAdded(List.of(1f, 2f)).build(), 5).orElseThrow();
    assertThat(delta.getValues()).containsExactly(1.0, 2.0);
    assertThat(delta.getColumns()).containsExactly("a", "b");
    assertThat(delta.getLandmark()).isEqualTo(9);
    assertThat(delta.getSequence()).isEqualTo(5);
    assertThat(RowMerge.isContribution(delta)).isTrue();
    assertThat(Contribution.isRemoval(delta)).isFalse();
  }

  @Test
  void aNewRowIsAddedWhole() {
    RowDelta delta =
        Contribution.delta(row(List.of(5f, 7f)).setAdded(List.of()).build(), 5).orElseThrow();
    assertThat(delta.getValues()).containsExactly(5.0, 7.0);
  }

  @Test
  void aRowWithoutValuesIsARemoval() {
    RowDelta delta = Contribution.delta(row(List.of()).build(), 5).orElseThrow();
    assertThat(Contribution.isRemoval(delta)).isTrue();
  }

  @Test
  void aNewRowIsAllAdded() {
    assertThat(Contribution.of(row(List.of(5f, 7f)).build()).orElseThrow().getAdded())
        .contains(List.of());
    assertThat(Contribution.of(row(List.of(0f, 0f)).build())).isEmpty();
    assertThat(Contribution.of(row(List.of()).build())).isEmpty();
  }

  @Test
  void aDifferenceIsTakenColumnByColumn() {
    ParameterRow found = row(List.of(4f, 2f)).setColumns(List.of("gone", "b")).build();
    ParameterRow added = Contribution.of(row(List.of(5f, 7f)).build(), found, DECAY).orElseThrow();
    assertThat(added.getAdded()).contains(List.of(5f, 5f));
    assertThat(added.getValues()).containsExactly(5f, 7f);
    assertThat(Contribution.of(found, found, DECAY)).isEmpty();
  }

  @Test
  void aDifferenceIsTakenAtTheNewerLandmark() {
    ParameterRow found = row(List.of(8f)).setColumns(List.of()).setLandmark(0).build();
    ParameterRow learned = row(List.of(5f)).setColumns(List.of()).setLandmark(2_000).build();
    assertThat(Contribution.of(learned, found, DECAY).orElseThrow().getAdded())
        .contains(List.of(3f));
    ParameterRow moved = row(List.of(2f)).setColumns(List.of()).setLandmark(2_000).build();
    assertThat(Contribution.of(moved, found, DECAY)).isEmpty();
  }

  private static ParameterRow.Builder row(List<Float> values) {
    return ParameterRow.newBuilder()
        .setModel("m")
        .setTable("t")
        .setKey("k")
        .setColumns(List.of("a", "b"))
        .setValues(values)
        .setLandmark(9);
  }
}
