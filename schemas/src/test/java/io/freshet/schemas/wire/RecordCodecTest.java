package io.freshet.schemas.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.freshet.schemas.record.Interaction;
import io.freshet.schemas.record.Item;
import io.freshet.schemas.record.Label;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.specific.SpecificRecordBase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RecordCodecTest {
  /** C3 01 and the fingerprint. */
  private static final int HEADER = 10;

  static Stream<SpecificRecordBase> samples() {
    return Samples.all();
  }

  @ParameterizedTest
  @MethodSource("samples")
  void headerIsTheMarkerAndTheFingerprintOfTheSchema(SpecificRecordBase sample) {
    byte[] bytes = codec(sample).encode(sample);
    long fingerprint = SchemaNormalization.parsingFingerprint64(sample.getSchema());

    assertThat(bytes).startsWith(0xC3, 0x01);
    for (int i = 0; i < Long.BYTES; i++) {
      assertThat(bytes[2 + i]).isEqualTo((byte) (fingerprint >> (8 * i)));
    }
  }

  @ParameterizedTest
  @MethodSource("samples")
  void aRecordCutOffAnywhereIsMalformed(SpecificRecordBase sample) {
    byte[] bytes = codec(sample).encode(sample);

    for (int length = 0; length < bytes.length; length++) {
      byte[] cut = Arrays.copyOf(bytes, length);
      assertThatThrownBy(() -> codec(sample).decode(cut))
          .as("cut to %d of %d bytes", length, bytes.length)
          .isInstanceOf(MalformedRecordException.class)
          .hasMessageContaining(sample.getClass().getSimpleName());
    }
  }

  @ParameterizedTest
  @MethodSource("samples")
  void randomBodiesAreReadOrMalformedButNeverAnotherException(SpecificRecordBase sample) {
    byte[] header = Arrays.copyOf(codec(sample).encode(sample), HEADER);
    Random random = new Random(17);

    for (int round = 0; round < 500; round++) {
      byte[] bytes = Arrays.copyOf(header, HEADER + random.nextInt(200));
      for (int i = HEADER; i < bytes.length; i++) {
        bytes[i] = (byte) random.nextInt(256);
      }
      decodeOrReject(codec(sample), bytes);
    }
  }

  @ParameterizedTest
  @MethodSource("samples")
  void flippedBytesAreReadOrMalformedButNeverAnotherException(SpecificRecordBase sample) {
    byte[] bytes = codec(sample).encode(sample);
    Random random = new Random(18);

    for (int round = 0; round < 500; round++) {
      byte[] flipped = bytes.clone();
      flipped[random.nextInt(flipped.length)] = (byte) random.nextInt(256);
      decodeOrReject(codec(sample), flipped);
    }
  }

  @Test
  void bytesAfterTheEndAreMalformed() {
    byte[] bytes = RecordCodec.of(Label.class).encode(Samples.of(Label.class));

    assertThatThrownBy(
            () -> RecordCodec.of(Label.class).decode(Arrays.copyOf(bytes, bytes.length + 1)))
        .isInstanceOf(MalformedRecordException.class)
        .hasMessageContaining("1 bytes after the end of the record");
  }

  @Test
  void aHugeLengthIsMalformedAndAllocatesNothing() {
    byte[] header = Arrays.copyOf(RecordCodec.of(Label.class).encode(Samples.of(Label.class)), 10);
    byte[] twoGigabytes = Arrays.copyOf(header, 15);
    System.arraycopy(new byte[] {-52, -1, -1, -1, 15}, 0, twoGigabytes, 10, 5);

    assertThatThrownBy(() -> RecordCodec.of(Label.class).decode(twoGigabytes))
        .isInstanceOf(MalformedRecordException.class)
        .hasMessageContaining("length 2147483622 at byte 15, but 0 are left");
  }

  @Test
  void randomBytesAreMalformed() {
    RecordCodec<Interaction> codec = RecordCodec.of(Interaction.class);
    Random random = new Random(19);

    for (int round = 0; round < 500; round++) {
      byte[] bytes = new byte[random.nextInt(100)];
      random.nextBytes(bytes);
      assertThatThrownBy(() -> codec.decode(bytes)).isInstanceOf(MalformedRecordException.class);
    }
  }

  @Test
  void aRecordOfAnotherTypeIsMalformed() {
    byte[] item = RecordCodec.of(Item.class).encode(Samples.of(Item.class));

    assertThatThrownBy(() -> RecordCodec.of(Label.class).decode(item))
        .isInstanceOf(MalformedRecordException.class)
        .hasMessageStartingWith("not a readable Label (" + item.length + " bytes): ");
  }

  private static void decodeOrReject(RecordCodec<SpecificRecordBase> codec, byte[] bytes) {
    try {
      assertThat(codec.decode(bytes)).isNotNull();
    } catch (MalformedRecordException e) {
      assertThat(e).hasMessageContaining("not a readable");
    }
  }

  @SuppressWarnings("unchecked")
  private static RecordCodec<SpecificRecordBase> codec(SpecificRecordBase sample) {
    return RecordCodec.of((Class<SpecificRecordBase>) sample.getClass());
  }
}
