package io.freshet.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.freshet.features.UserJourney.Now;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class UserStateTest {
  private final FeatureConfig config = FeatureConfig.defaults();
  private final UserJourney journey =
      new UserJourney(config, new NegativeSampler(10, List.of("x", "y")));

  @Test
  void itsBytesAreThoseOfWhatWasReadFromThem() throws IOException {
    UserState state = filled();
    byte[] bytes = bytes(state);
    assertThat(bytes(read(bytes))).isEqualTo(bytes);
  }

  @Test
  void aCopyIsEqualAndGoesItsOwnWay() throws IOException {
    UserState state = filled();
    byte[] before = bytes(state);
    UserState copy = state.copy();
    assertThat(bytes(copy)).isEqualTo(before);
    interact(copy, "z", 100);
    journey.expire(copy, Long.MAX_VALUE, new Decisions());
    assertThat(bytes(state)).isEqualTo(before);
    assertThat(bytes(copy)).isNotEqualTo(before);
  }

  @Test
  void refusesTheBytesOfANewerVersion() throws IOException {
    byte[] bytes = bytes(filled());
    bytes[0] = 99;
    assertThatThrownBy(() -> read(bytes))
        .hasMessage("user state of version 99 cannot be read, expected 1 to 3");
  }

  @Test
  void idsMayBeOfAnyLength() throws IOException {
    UserState state = new UserState();
    interact(state, "é".repeat(70_000), 1);
    byte[] bytes = bytes(state);
    assertThat(bytes(read(bytes))).isEqualTo(bytes);
  }

  /** A history, a list that waits for an outcome, and an outcome that waits for a list. */
  private UserState filled() {
    UserState state = new UserState();
    interact(state, "a", 10);
    journey.served(state, Samples.list("u", 1, 15, "b", "c"), new Now(0, 15), new Decisions());
    interact(state, "b", 20);
    interact(state, "c", 30);
    journey.served(state, Samples.list("u", 3, 35, "d"), new Now(0, 35), new Decisions());
    return state;
  }

  private void interact(UserState state, String item, long time) {
    journey.interacted(
        state,
        Samples.click("u", item, time),
        new ItemContent(List.of("k"), List.of()),
        new Now(0, time),
        new Decisions());
  }

  private static byte[] bytes(UserState state) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    state.write(new DataOutputStream(bytes));
    return bytes.toByteArray();
  }

  private static UserState read(byte[] bytes) throws IOException {
    return UserState.read(new DataInputStream(new ByteArrayInputStream(bytes)));
  }
}
