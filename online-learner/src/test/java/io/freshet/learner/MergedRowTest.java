package io.freshet.learner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.freshet.schemas.model.ModelsConfig;
import io.freshet.schemas.model.RowKey;
import io.freshet.schemas.record.LearnerPosition;
import io.freshet.schemas.record.ParameterRow;
import io.freshet.schemas.record.RowDelta;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class MergedRowTest {
  private static final RowKey KEY = new RowKey("m", "t", "k");
  private final RowMerge merge = new RowMerge(ModelsConfig.defaults(), 1);

  @Test
  void readsTheFormWithoutABase() throws IOException {
    MergedRow row = read(firstForm(1));
    assertThat(row.hasDeltas()).isTrue();
    assertThat(RowMerge.isHeld(row, contribution(0))).isFalse();
    ParameterRow published = merge.publish(KEY, row);
    assertThat(published.getValues()).containsExactly(2.5f);
    assertThat(published.getLearners()).containsExactly(new LearnerPosition(0, 4L, 5L));
  }

  @Test
  void aBaseOutlivesWritingAndCopying() throws IOException {
    ParameterRow found =
        ParameterRow.newBuilder()
            .setModel("m")
            .setTable("t")
            .setKey("k")
            .setColumns(List.of("a", "b"))
            .setValues(List.of(1f, 2f, 3f, 4f))
            .setUpdatedTime(7)
            .build();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    merge.base(found, 12).copy().write(new DataOutputStream(bytes));
    MergedRow row = read(bytes.toByteArray());
    assertThat(row.hasDeltas()).isFalse();
    assertThat(merge.isAdmitted(row)).isTrue();
    assertThat(RowMerge.isHeld(row, contribution(12))).isTrue();
    assertThat(RowMerge.isHeld(row, contribution(13))).isFalse();
    assertThat(merge.publish(KEY, row)).isEqualTo(found);
  }

  @Test
  void refusesAFormThatItDoesNotKnow() {
    assertThatThrownBy(() -> read(firstForm(3))).hasMessageContaining("merged row of version 3");
  }

  private static byte[] firstForm(int version) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeByte(version);
    out.writeInt(-1);
    out.writeInt(1);
    out.writeDouble(2.5);
    out.writeLong(0);
    out.writeLong(0);
    out.writeLong(0);
    out.writeInt(3);
    out.writeInt(1);
    out.writeInt(0);
    out.writeLong(4);
    out.writeLong(5);
    return bytes.toByteArray();
  }

  private static RowDelta contribution(long offset) {
    return new RowDelta("m", "t", "k", List.of(), List.of(1.0), 0L, -1, 0L, offset, 0L);
  }

  private static MergedRow read(byte[] bytes) throws IOException {
    return MergedRow.read(new DataInputStream(new ByteArrayInputStream(bytes)));
  }
}
