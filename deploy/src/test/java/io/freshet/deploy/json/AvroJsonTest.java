package io.freshet.deploy.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.schemas.record.Interaction;
import io.freshet.schemas.record.InteractionType;
import io.freshet.schemas.record.ParameterRow;
import io.freshet.schemas.record.Rejected;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AvroJsonTest {
  @Test
  void unionsAreTheValueThatTheyHold() {
    Interaction interaction =
        Interaction.newBuilder()
            .setEventId("e1")
            .setUser("u1")
            .setItem("i1")
            .setType(InteractionType.PURCHASE)
            .setValue(2.5)
            .setContext(Map.of("country", "FR"))
            .setEventTime(1)
            .setIngestTime(2)
            .build();
    assertThat(AvroJson.of(interaction))
        .hasToString(
            "{\"eventId\":\"e1\",\"user\":\"u1\",\"item\":\"i1\",\"type\":\"PURCHASE\","
                + "\"value\":2.5,\"eventTime\":1,\"ingestTime\":2,\"session\":null,"
                + "\"requestId\":null,\"position\":null,\"context\":{\"country\":\"FR\"}}");
  }

  @Test
  void floatsKeepTheirShortFormAndNonNumbersTheirName() {
    ParameterRow row =
        ParameterRow.newBuilder()
            .setModel("m")
            .setTable("t")
            .setKey("k")
            .setValues(List.of(0.1f, Float.NaN))
            .build();
    assertThat(AvroJson.of(row).get("values")).hasToString("[0.1,\"NaN\"]");
  }

  @Test
  void bytesAreTextWhereTheyAreUtf8() {
    ByteBuffer payload = ByteBuffer.wrap("{\"user\":\"é\"}".getBytes(StandardCharsets.UTF_8));
    assertThat(AvroJson.of(letter(payload)).get("payload").textValue())
        .isEqualTo("{\"user\":\"é\"}");
    assertThat(payload.remaining()).isEqualTo(13);
  }

  @Test
  void otherBytesAreBase64() {
    ByteBuffer payload = ByteBuffer.wrap(new byte[] {(byte) 0xC3, 1, (byte) 0xFF});
    assertThat(AvroJson.of(letter(payload)).get("payload").textValue()).isEqualTo("wwH/");
  }

  private static Rejected letter(ByteBuffer payload) {
    return Rejected.newBuilder()
        .setStage("ingest-server")
        .setReason("malformed-json")
        .setMessage("")
        .setTopic("")
        .setPayload(payload)
        .setTime(0)
        .build();
  }
}
