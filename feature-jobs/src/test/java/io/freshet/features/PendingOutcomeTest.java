package io.freshet.features;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.schemas.record.InteractionType;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class PendingOutcomeTest {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final DataOutputStream out = new DataOutputStream(bytes);

  @Test
  void readsBackWhatWasWritten() throws IOException {
    PendingOutcome outcome = outcome(InteractionType.PURCHASE);
    outcome.write(out);
    assertThat(PendingOutcome.read(written(), 2)).isEqualTo(outcome);
  }

  @Test
  void version1DidNotSayTheType() throws IOException {
    out.writeLong(3);
    Binary.writeString(out, "list");
    Binary.writeString(out, "item");
    out.writeLong(20);
    out.writeLong(21);
    out.writeBoolean(true);
    out.writeLong(50);
    assertThat(PendingOutcome.read(written(), 1)).isEqualTo(outcome(InteractionType.OTHER));
  }

  private static PendingOutcome outcome(InteractionType type) {
    return new PendingOutcome(3, "list", "item", type, 20, 21, true, 50);
  }

  private DataInputStream written() {
    return new DataInputStream(new ByteArrayInputStream(bytes.toByteArray()));
  }
}
