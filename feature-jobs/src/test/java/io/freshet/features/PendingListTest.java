package io.freshet.features;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.schemas.record.Recommendation;
import io.freshet.schemas.topic.Topics;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class PendingListTest {
  private final Recommendation list = Samples.list("u", 3, 35, "d", "e");

  @Test
  void keepsTheList() throws IOException {
    PendingList pending = new PendingList(list, 99);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    pending.write(new DataOutputStream(bytes));
    assertHasTheList(pending);
    assertHasTheList(read(bytes, 3));
  }

  /** Up to version 2 of the user state: the list's bytes and the expiry. */
  @Test
  void readsItsOldForm() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    Binary.writeBytes(out, Topics.RECOMMENDATIONS.codec().encode(list));
    out.writeLong(99);
    assertHasTheList(read(bytes, 2));
  }

  private void assertHasTheList(PendingList pending) {
    assertThat(pending.list()).isEqualTo(list);
    assertThat(pending.hasId(list.getId())).isTrue();
    assertThat(pending.sequence()).isEqualTo(list.getSequence());
    assertThat(pending.servedTime()).isEqualTo(list.getServedTime());
    assertThat(pending.expiry()).isEqualTo(99);
  }

  private static PendingList read(ByteArrayOutputStream bytes, int version) throws IOException {
    return PendingList.read(
        new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())), version);
  }
}
