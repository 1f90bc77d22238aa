package io.freshet.ingestion;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.schemas.record.InferenceRequest;
import io.freshet.schemas.record.Interaction;
import io.freshet.schemas.record.InteractionType;
import io.freshet.schemas.record.Item;
import io.freshet.schemas.record.Label;
import io.freshet.schemas.record.RecommendationRequest;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventParserTest {
  private static final long NOW = Instant.parse("2026-03-01T12:00:00Z").toEpochMilli();
  private static final EventParser PARSER = new EventParser(Limits.defaults(), () -> NOW);

  @Test
  void readsAWholeInteraction() {
    Interaction event =
        valid(
            EventKind.INTERACTION,
            "{'eventId':'e1','user':'u','item':'i','type':'Purchase','value':2.5,"
                + "'eventTime':'2026-03-01T10:00:00+01:00','session':'s','requestId':'r',"
                + "'position':3,'context':{'page':'home','depth':2}}",
            Interaction.class);

    assertThat(event.getEventId()).isEqualTo("e1");
    assertThat(event.getType()).isEqualTo(InteractionType.PURCHASE);
    assertThat(event.getValue()).contains(2.5);
    assertThat(event.getEventTime())
        .isEqualTo(Instant.parse("2026-03-01T09:00:00Z").toEpochMilli());
    assertThat(event.getIngestTime()).isEqualTo(NOW);
    assertThat(event.getPosition()).contains(3);
    assertThat(event.getContext()).containsEntry("page", "home").containsEntry("depth", "2");
  }

  @Test
  void readsItemsLabelsAndRequests() {
    Item item =
        valid(
            EventKind.ITEM,
            "{'item':'i','title':'Lamp','categories':['light','home'],'price':9.5,"
                + "'created':'1939-12-15T00:00:00Z','deleted':true}",
            Item.class);
    Label label =
        valid(
            EventKind.LABEL,
            "{'textId':'t','task':'topic','label':'health','weight':0.5}",
            Label.class);
    Label feedback =
        valid(
            EventKind.LABEL,
            "{'textId':'t','task':'topic','label':'health','negated':true}",
            Label.class);
    RecommendationRequest request =
        valid(
            EventKind.REQUEST,
            "{'requestId':'q','user':'u','count':5,'exclude':['a']}",
            RecommendationRequest.class);

    assertThat(item.getCategories()).containsExactly("light", "home");
    assertThat(item.getCreated().orElseThrow()).isNegative();
    assertThat(item.getDeleted()).isTrue();
    assertThat(label.getWeight()).isEqualTo(0.5f);
    assertThat(label.getNegated()).isFalse();
    assertThat(feedback.getNegated()).isTrue();
    assertThat(request.getCount()).contains(5);
  }

  @Test
  void readsInputsOfAConfiguredModel() {
    InferenceRequest request =
        valid(
            EventKind.INFERENCE,
            "{'id':'r','model':'churn','text':'hello','numbers':{'age':41,'balance':-3.5},"
                + "'image':'AQID'}",
            InferenceRequest.class);

    assertThat(request.getModel()).isEqualTo("churn");
    assertThat(request.getText()).contains("hello");
    assertThat(request.getNumbers()).containsEntry("age", 41.0).containsEntry("balance", -3.5);
    assertThat(request.getImage()).contains(ByteBuffer.wrap(new byte[] {1, 2, 3}));
    assertThat(request.getIngestTime()).isEqualTo(NOW);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'numbers':{'age':4}}                          | missing-field | model",
        "{'model':'churn','numbers':{'age':'young'}}    | wrong-type    | numbers.age",
        "{'model':'churn','numbers':{'age':'41'}}       | wrong-type    | numbers.age",
        "{'model':'churn','numbers':{'age':null}}       | wrong-type    | numbers.age",
        "{'model':'churn','numbers':{'age':1e999}}      | out-of-range  | numbers.age",
        "{'model':'churn','numbers':[1]}                | wrong-type    | numbers",
        "{'model':'churn','image':'not base64!'}        | wrong-type    | image",
        "{'model':'churn','image':''}                   | empty-field   | image",
        "{'model':'churn','image':7}                    | wrong-type    | image",
      })
  void saysWhatIsWrongWithInputsOfAModel(String json, String reason, String field) {
    Violation violation = invalid(EventKind.INFERENCE, bytes(json.strip()));

    assertThat(violation.reason().code()).isEqualTo(reason.strip());
    assertThat(violation.field()).isEqualTo(field.strip());
  }

  @Test
  void withoutATimeItHappenedNow() {
    assertThat(interaction("{'user':'u','item':'i','type':'view'}").getEventTime()).isEqualTo(NOW);
  }

  @Test
  void withoutAnIdTheContentGivesOne() {
    String id = interaction("{'user':'u','item':'i','type':'view'}").getEventId();

    assertThat(id).hasSize(32);
    assertThat(interaction("{'type':'view','item':'i', 'user':'u'}").getEventId()).isEqualTo(id);
    assertThat(interaction("{'user':'u','item':'j','type':'view'}").getEventId()).isNotEqualTo(id);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'user':                                            | malformed-json |",
        "[1]                                                 | malformed-json |",
        "{'user':'u','user':'v','item':'i','type':'view'}    | malformed-json |",
        "{'user':'u','item':'i','type':'view'} {}            | malformed-json |",
        "{'user':'u','type':'view'}                          | missing-field  | item",
        "{'user':null,'item':'i','type':'view'}              | missing-field  | user",
        "{'user':' ','item':'i','type':'view'}               | empty-field    | user",
        "{'user':7,'item':'i','type':'view'}                 | wrong-type     | user",
        "{'user':'u','item':'i','type':'stare'}              | unknown-type   | type",
        "{'user':'u','item':'i','type':'view','colour':'r'}  | unknown-field  | colour",
        "{'user':'u','item':'i','type':'view','ingestTime':1}| unknown-field  | ingestTime",
        "{'user':'u','item':'i','type':'view','eventTime':-1}| out-of-range   | eventTime",
        "{'user':'u','item':'i','type':'view','eventTime':9e99} | wrong-type  | eventTime",
        "{'user':'u','item':'i','type':'view','eventTime':'2027-01-01T00:00:00Z'}"
            + "| out-of-range | eventTime",
        "{'user':'u','item':'i','type':'view','eventTime':'soon'} | wrong-type | eventTime",
        "{'user':'u','item':'i','type':'view','value':'3'}   | wrong-type     | value",
        "{'user':'u','item':'i','type':'view','value':1e999} | out-of-range   | value",
        "{'user':'u','item':'i','type':'view','position':-1} | out-of-range   | position",
        "{'user':'u','item':'i','type':'view','position':1.5}| wrong-type     | position",
        "{'user':'u','item':'i','type':'view','context':[]}  | wrong-type     | context",
        "{'user':'u','item':'i','type':'view','context':{'a':{}}} | wrong-type | context.a",
        "{'user':'\\ud800','item':'i','type':'view'}         | invalid-encoding | user",
      })
  void saysWhatIsWrong(String json, String reason, String field) {
    Violation violation = invalid(EventKind.INTERACTION, bytes(json.strip()));

    assertThat(violation.reason().code()).isEqualTo(reason.strip());
    assertThat(violation.field()).isEqualTo(field == null ? "" : field.strip());
    assertThat(violation.message()).contains("expected");
  }

  @Test
  void refusesWhatIsTooLarge() {
    String longId = "x".repeat(257);
    String longText = "ä".repeat(40_000);

    assertThat(
            invalid(
                    EventKind.INTERACTION,
                    bytes("{'user':'" + longId + "','item':'i','type':'view'}"))
                .reason())
        .isEqualTo(Reason.TOO_LARGE);
    assertThat(invalid(EventKind.TEXT, bytes("{'textId':'t','text':'" + longText + "'}")).reason())
        .isEqualTo(Reason.TOO_LARGE);
  }

  @Test
  void refusesImagesThatAreTooLarge() {
    String image = Base64.getEncoder().encodeToString(new byte[524_289]);

    Violation violation =
        invalid(EventKind.INFERENCE, bytes("{'model':'churn','image':'" + image + "'}"));

    assertThat(violation.message())
        .isEqualTo("image = 524289 bytes, expected at most 524288 bytes");
  }

  @Test
  void refusesOtherEncodings() {
    byte[] latin = "{\"textId\":\"t\",\"text\":\"süß\"}".getBytes(StandardCharsets.ISO_8859_1);

    assertThat(invalid(EventKind.TEXT, latin).reason()).isEqualTo(Reason.INVALID_ENCODING);
  }

  @Test
  void writesTheJsonThatItReads() {
    Event event =
        PARSER
            .parse(
                EventKind.INTERACTION,
                bytes("{'user':'u','item':'i','type':'view','value':1,'context':{'a':'b'}}"))
            .event()
            .orElseThrow();

    Parsed again = PARSER.parse(EventKind.INTERACTION, EventJson.of(event));

    assertThat(again.event()).contains(event);
  }

  @Test
  void writesTheJsonOfInputsThatItReads() {
    Event event =
        PARSER
            .parse(
                EventKind.INFERENCE,
                bytes("{'model':'m','numbers':{'age':41.5},'image':'AQID','text':'t'}"))
            .event()
            .orElseThrow();

    Parsed again = PARSER.parse(EventKind.INFERENCE, EventJson.of(event));

    assertThat(again.event()).contains(event);
  }

  private static Interaction interaction(String json) {
    return valid(EventKind.INTERACTION, json, Interaction.class);
  }

  private static <T extends org.apache.avro.specific.SpecificRecordBase> T valid(
      EventKind kind, String json, Class<T> type) {
    Parsed parsed = PARSER.parse(kind, bytes(json));
    assertThat(parsed.violation()).isEmpty();
    return parsed.event().flatMap(event -> event.as(type)).orElseThrow();
  }

  private static Violation invalid(EventKind kind, byte[] json) {
    return PARSER.parse(kind, json).violation().orElseThrow();
  }

  private static byte[] bytes(String json) {
    return json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
  }
}
