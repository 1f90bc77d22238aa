package io.freshet.learner;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.schemas.model.CoVisitationConfig;
import io.freshet.schemas.model.EventWeights;
import io.freshet.schemas.model.ForwardDecay;
import io.freshet.schemas.model.ModelsConfig;
import io.freshet.schemas.model.PopularityConfig;
import io.freshet.schemas.model.RowKey;
import io.freshet.schemas.model.StepWeights;
import io.freshet.schemas.record.LearnerPosition;
import io.freshet.schemas.record.ParameterRow;
import io.freshet.schemas.record.RowDelta;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RowMergeTest {
  private static final RowKey KEY = new RowKey("m", "t", "k");
  private final ModelsConfig models = models(3);
  private final RowMerge merge = new RowMerge(models, 2);
  private final MergedRow row = new MergedRow();

  @Test
  void denseRowsAddByIndex() {
    merge.add(row, dense(1, 2), 10);
    merge.add(row, dense(0.5, 0, 7), 11);
    assertThat(merge.publish(KEY, row).getValues()).containsExactly(1.5f, 2f, 7f);
  }

  @Test
  void sparseRowsAddByColumn() {
    merge.add(row, sparse(List.of("a", "b"), 1, 2, 3, 4), 10);
    merge.add(row, sparse(List.of("b", "c"), 10, 20, 30, 40), 11);
    ParameterRow published = merge.publish(KEY, row);
    assertThat(published.getColumns()).containsExactly("a", "b", "c");
    assertThat(published.getValues()).containsExactly(1f, 2f, 13f, 24f, 30f, 40f);
  }

  @Test
  void anyOrderGivesTheSameRow() {
    Random random = new Random(1);
    List<RowDelta> deltas = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      deltas.add(sparse(List.of("c" + random.nextInt(40)), random.nextInt(100)));
    }
    Map<String, Float> expected = values(deltas);
    for (int shuffle = 0; shuffle < 5; shuffle++) {
      Collections.shuffle(deltas, random);
      assertThat(values(deltas)).isEqualTo(expected);
    }
  }

  @Test
  void decayedRowsMeetAtTheNewerLandmarkInAnyOrder() {
    ForwardDecay decay = new ForwardDecay(models.popularity().halfLife());
    long step = models.popularity().halfLife().toMillis();
    RowDelta early = dense(8);
    RowDelta late = dense(1);
    late.setLandmark(3 * step);
    MergedRow other = new MergedRow();
    merge.add(row, early, 1);
    merge.add(row, late, 2);
    merge.add(other, late, 1);
    merge.add(other, early, 2);
    assertThat(merge.publish(KEY, row).getValues()).containsExactly(2f);
    assertThat(merge.publish(KEY, other).getValues()).containsExactly(2f);
    assertThat(merge.publish(KEY, other).getLandmark()).isEqualTo(3 * step);
    assertThat(decay.rescale(0, 3 * step)).isEqualTo(0.125);
  }

  @Test
  void neighboursStayPositiveAndBounded() {
    for (int i = 0; i < 6; i++) {
      merge.add(row, neighbour("n" + i, i + 1), 1);
    }
    assertThat(merge.publish(KEY, row).getColumns()).hasSize(6);
    merge.add(row, neighbour("n6", 7), 1);
    assertThat(merge.publish(KEY, row).getColumns()).containsExactly("n4", "n5", "n6");
    merge.add(row, neighbour("n5", -6), 1);
    assertThat(merge.publish(KEY, row).getColumns()).containsExactly("n4", "n6");
  }

  @Test
  void positionsIngestTimesAndAdmissionAreKept() {
    RowDelta delta = dense(1);
    delta.setLearner(3);
    delta.setEpoch(7);
    delta.setSequence(9);
    delta.setIngestTime(50);
    merge.add(row, delta, 100);
    assertThat(merge.isAdmitted(row)).isFalse();
    RowDelta older = dense(1);
    older.setIngestTime(40);
    merge.add(row, older, 101);
    assertThat(merge.isAdmitted(row)).isTrue();
    ParameterRow published = merge.publish(KEY, row);
    assertThat(published.getLearners())
        .containsExactly(new LearnerPosition(3, 7L, 9L), new LearnerPosition(0, 0L, 0L));
    assertThat(published.getIngestTime()).isEqualTo(50);
    assertThat(published.getUpdatedTime()).isEqualTo(101);
  }

  @Test
  void aWrittenRowIsReadTheSame() throws IOException {
    merge.add(row, sparse(List.of("a", "b"), 1, 2, 3, 4), 10);
    assertThat(merge.publish(KEY, reread(row))).isEqualTo(merge.publish(KEY, row));
    MergedRow numbers = new MergedRow();
    merge.add(numbers, dense(1.25, 2), 10);
    assertThat(merge.publish(KEY, reread(numbers))).isEqualTo(merge.publish(KEY, numbers));
    MergedRow copy = numbers.copy();
    merge.add(numbers, dense(5, 5), 11);
    assertThat(merge.publish(KEY, copy).getValues()).containsExactly(1.25f, 2f);
  }

  static ModelsConfig models(int neighbours) {
    ModelsConfig defaults = ModelsConfig.defaults();
    return new ModelsConfig(
        new PopularityConfig(Duration.ofMinutes(10), 100),
        new PopularityConfig(Duration.ofMinutes(20), 100),
        coVisitation(neighbours, 1),
        coVisitation(neighbours, 0),
        defaults.embeddings(),
        defaults.ranker(),
        defaults.text(),
        defaults.rating(),
        List.of("sentiment"));
  }

  private static CoVisitationConfig coVisitation(int neighbours, double backward) {
    StepWeights steps = new StepWeights(10, 0.8, Duration.ofDays(10_000), 1);
    return new CoVisitationConfig(
        steps, steps, backward, EventWeights.defaults(), neighbours, 0.5, 0.5, 1);
  }

  private Map<String, Float> values(List<RowDelta> deltas) {
    MergedRow merged = new MergedRow();
    deltas.forEach(delta -> merge.add(merged, delta, 1));
    ParameterRow published = merge.publish(KEY, merged);
    Map<String, Float> values = new HashMap<>();
    for (int i = 0; i < published.getColumns().size(); i++) {
      values.put(published.getColumns().get(i), published.getValues().get(i));
    }
    return values;
  }

  private static MergedRow reread(MergedRow row) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    row.write(new DataOutputStream(bytes));
    return MergedRow.read(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
  }

  private static RowDelta neighbour(String item, double weight) {
    RowDelta delta = sparse(List.of(item), weight);
    delta.setModel("co-visitation");
    delta.setTable("neighbours");
    return delta;
  }

  private static RowDelta dense(double... values) {
    return sparse(List.of(), values);
  }

  private static RowDelta sparse(List<String> columns, double... values) {
    List<Double> boxed = new ArrayList<>();
    for (double value : values) {
      boxed.add(value);
    }
    return new RowDelta("m", "t", "k", columns, boxed, 0L, 0, 0L, 0L, 0L);
  }
}
