package io.freshet.deploy.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.schemas.record.Interaction;
import io.freshet.schemas.wire.RecordCodec;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class InteractionStreamTest {
  @Test
  void theSameSeedGivesTheSameInteractions() {
    InteractionStream one = new InteractionStream(7, 10, 100);
    InteractionStream other = new InteractionStream(7, 10, 100);
    for (int i = 0; i < 100; i++) {
      assertThat(one.next("e" + i, i)).isEqualTo(other.next("e" + i, i));
    }
  }

  @Test
  void interactionsAreCompleteRecordsOfAllUsers() throws Exception {
    InteractionStream stream = new InteractionStream(7, 10, 100);
    RecordCodec<Interaction> codec = RecordCodec.of(Interaction.class);
    Set<String> users = new HashSet<>();
    for (int i = 0; i < 500; i++) {
      Interaction interaction = stream.next("e" + i, i);
      assertThat(codec.decode(codec.encode(interaction))).isEqualTo(interaction);
      users.add(interaction.getUser());
    }
    assertThat(users).hasSize(10);
  }
}
