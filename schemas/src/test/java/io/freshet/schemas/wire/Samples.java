package io.freshet.schemas.wire;

import io.freshet.schemas.record.Alert;
import io.freshet.schemas.record.BaselineList;
import io.freshet.schemas.record.Example;
import io.freshet.schemas.record.ExampleKind;
import io.freshet.schemas.record.FeatureContribution;
import io.freshet.schemas.record.HistoryEntry;
import io.freshet.schemas.record.Inference;
import io.freshet.schemas.record.InferenceRequest;
import io.freshet.schemas.record.Interaction;
import io.freshet.schemas.record.InteractionType;
import io.freshet.schemas.record.Item;
import io.freshet.schemas.record.ItemFeatures;
import io.freshet.schemas.record.Label;
import io.freshet.schemas.record.LearnerPosition;
import io.freshet.schemas.record.ModelVersion;
import io.freshet.schemas.record.NgramContribution;
import io.freshet.schemas.record.Outcome;
import io.freshet.schemas.record.OutcomeKind;
import io.freshet.schemas.record.OutcomeStatus;
import io.freshet.schemas.record.ParameterRow;
import io.freshet.schemas.record.Progress;
import io.freshet.schemas.record.RankedItem;
import io.freshet.schemas.record.RankingCandidate;
import io.freshet.schemas.record.Recommendation;
import io.freshet.schemas.record.RecommendationRequest;
import io.freshet.schemas.record.Rejected;
import io.freshet.schemas.record.Text;
import io.freshet.schemas.record.TextHead;
import io.freshet.schemas.record.TextPrediction;
import io.freshet.schemas.record.UserFeatures;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecordBase;

/**
 * One instance of every record type on a topic, each field set to something that is not its
 * default. Maps have one entry, so that the bytes do not hang on an iteration order.
 */
public final class Samples {
  private static final long EVENT_TIME = 1_760_000_000_123L;
  private static final long INGEST_TIME = EVENT_TIME + 250;
  private static final long SERVED_TIME = INGEST_TIME + 17;
  private static final List<HistoryEntry> HISTORY =
      List.of(
          new HistoryEntry("item-1", InteractionType.VIEW, null, EVENT_TIME - 2_000),
          new HistoryEntry("item-2", InteractionType.RATING, 4.5, EVENT_TIME - 1_000));

  private Samples() {}

  public static Stream<SpecificRecordBase> all() {
    return Stream.of(
        interaction(),
        item(),
        text(),
        label(),
        request(),
        userFeatures(),
        itemFeatures(),
        example(),
        outcome(),
        progress(),
        parameterRow(),
        recommendation(),
        textPrediction(),
        modelVersion(),
        inferenceRequest(),
        inference(),
        alert(),
        rejected());
  }

  public static <T extends SpecificRecordBase> T of(Class<T> type) {
    return type.cast(all().filter(type::isInstance).findFirst().orElseThrow());
  }

  private static Interaction interaction() {
    return new Interaction(
        "event-1",
        "user-1",
        "item-ü-漢-😀",
        InteractionType.PURCHASE,
        2.5,
        EVENT_TIME,
        INGEST_TIME,
        "session-1",
        "user-1/7",
        3,
        Map.of("device", "phone"));
  }

  private static Item item() {
    return new Item(
        "event-2",
        "item-1",
        "A title",
        "A description",
        List.of("shoes", "clothes"),
        List.of("red"),
        19.99,
        EVENT_TIME - 86_400_000,
        Map.of("brand", "Acme"),
        true,
        EVENT_TIME,
        INGEST_TIME);
  }

  private static Text text() {
    return new Text(
        "event-3",
        "text-1",
        "What a fine day",
        "user-1",
        List.of("sentiment", "topic"),
        "en-GB",
        Map.of("page", "forum"),
        EVENT_TIME,
        INGEST_TIME);
  }

  private static Label label() {
    return new Label(
        "event-4", "text-1", "sentiment", "positive", 0.5f, EVENT_TIME, INGEST_TIME, true);
  }

  private static RecommendationRequest request() {
    return new RecommendationRequest(
        "request-1",
        "user-1",
        12,
        List.of("item-9"),
        Map.of("page", "home"),
        EVENT_TIME,
        INGEST_TIME);
  }

  private static UserFeatures userFeatures() {
    return new UserFeatures(
        "user-1",
        7L,
        "event-1",
        INGEST_TIME,
        EVENT_TIME,
        HISTORY,
        Map.of("type:VIEW", 1.25),
        EVENT_TIME - 60_000,
        4);
  }

  private static ItemFeatures itemFeatures() {
    return new ItemFeatures(
        "item-1",
        "A title",
        List.of("shoes"),
        19.99,
        EVENT_TIME - 86_400_000,
        true,
        12.75,
        Map.of("VIEW", 40L),
        Map.of("click", 0.03125),
        EVENT_TIME,
        SERVED_TIME);
  }

  private static Example example() {
    return Example.newBuilder()
        .setId("rank/user-1/7")
        .setKind(ExampleKind.RANKING)
        .setEventTime(EVENT_TIME)
        .setIngestTime(INGEST_TIME)
        .setWeight(0.25f)
        .setKey("user-1")
        .setHistory(HISTORY)
        .setItem("item-3")
        .setType(InteractionType.CART)
        .setNegatives(List.of("item-4", "item-5"))
        .setCandidates(
            List.of(
                new RankingCandidate(
                    "item-3", 0, List.of(0.5f, -1.5f), 1f, "co-visitation", "item-2"),
                new RankingCandidate("item-6", 1, List.of(0.25f, 2f), 0f, "new-item", null)))
        .setTask("sentiment")
        .setLabel("negative")
        .setFeatures(List.of(7, -11))
        .setValues(List.of(0.5f, 0.125f))
        .setFeatureSet("f1")
        .setModelVersion(4_711L)
        .setVariant("freshet")
        .setLastItem("item-2")
        .setValue(4.5)
        .setCategories(List.of("mugs", "kitchen"))
        .setTerms(List.of("blue", "mug", "category:mugs"))
        .setNegated(true)
        .setEmbedding(ByteBuffer.wrap(new byte[] {127, 0, -64}))
        .setEmbeddingScale(0.0078125f)
        .setEncoding("all-MiniLM-L6-v2-int8")
        .setOffsets(Map.of("negative", -0.5f))
        .build();
  }

  private static Outcome outcome() {
    return Outcome.newBuilder()
        .setPredictionId("user-1/7")
        .setKind(OutcomeKind.TEXT)
        .setStatus(OutcomeStatus.REPEAT)
        .setKey("user-1")
        .setVariant("freshet")
        .setModelVersion(4_711L)
        .setItem("item-3")
        .setRank(2)
        .setBaselineRanks(Map.of("popularity", 5))
        .setTask("sentiment")
        .setLabel("positive")
        .setPredicted("negative")
        .setProbability(0.375f)
        .setConfidence(0.625f)
        .setEventTime(EVENT_TIME)
        .setServedTime(SERVED_TIME)
        .setOutcomeTime(SERVED_TIME + 900)
        .setAbstained(true)
        .build();
  }

  private static Progress progress() {
    return new Progress(
        "serving",
        "freshet",
        "next-item",
        1,
        1_000L,
        Map.of("recall@10", 0.1875),
        100L,
        Map.of("recall@10", 0.25),
        Map.of("positive/negative", 3L),
        SERVED_TIME);
  }

  private static ParameterRow parameterRow() {
    return new ParameterRow(
        "text-sentiment",
        "weights",
        "123/456",
        List.of("positive", "negative"),
        List.of(0.5f, 1f, -0.5f, 2f),
        EVENT_TIME,
        List.of(new LearnerPosition(1, 2L, 33L)),
        INGEST_TIME,
        SERVED_TIME,
        List.of(0.25f, 0.5f, -0.25f, 1f));
  }

  private static Recommendation recommendation() {
    return Recommendation.newBuilder()
        .setId("user-1/7")
        .setUser("user-1")
        .setSequence(7L)
        .setTrigger("event-1")
        .setRequestId("request-1")
        .setItems(
            List.of(
                new RankedItem(
                    "item-3",
                    1.5f,
                    "co-visitation",
                    "item-2",
                    List.of(0.5f, -1.5f),
                    0.75f,
                    List.of(new FeatureContribution("retrieval", 1.25f))),
                new RankedItem(
                    "item-6", 0.5f, "new-item", null, List.of(0.25f, 2f), 0.25f, List.of())))
        .setBaselines(List.of(new BaselineList("popularity", List.of("item-4", "item-5"))))
        .setFeatureSet("f1")
        .setModelVersion(4_711L)
        .setVariant("freshet")
        .setEventTime(EVENT_TIME)
        .setTriggerIngestTime(INGEST_TIME)
        .setServedTime(SERVED_TIME)
        .setLastItem("item-2")
        .build();
  }

  private static TextPrediction textPrediction() {
    return new TextPrediction(
        "text-1",
        List.of(
            new TextHead(
                "sentiment",
                "positive",
                List.of("positive", "negative"),
                List.of(0.75f, 0.25f),
                List.of(0.5f, -0.5f),
                true,
                List.of(new NgramContribution("loved it", 0.75f))),
            new TextHead("topic", null, List.of(), List.of(), List.of(), false, List.of())),
        List.of(7, -11),
        List.of(0.5f, 0.125f),
        "t1",
        4_711L,
        "freshet",
        EVENT_TIME,
        INGEST_TIME,
        SERVED_TIME,
        ByteBuffer.wrap(new byte[] {127, 0, -64}),
        0.0078125f,
        "all-MiniLM-L6-v2-int8");
  }

  private static ModelVersion modelVersion() {
    return new ModelVersion(
        "text-encoder",
        "all-MiniLM-L6-v2",
        "3",
        "https://models.example.org/minilm-3.zip",
        "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
        EVENT_TIME);
  }

  private static InferenceRequest inferenceRequest() {
    return new InferenceRequest(
        "request-1",
        "churn",
        "where is my parcel",
        Map.of("age", 41.5),
        ByteBuffer.wrap(new byte[] {-1, -40, -1}),
        EVENT_TIME,
        INGEST_TIME);
  }

  private static Inference inference() {
    return new Inference(
        "request-1",
        "churn",
        "2",
        "leaves",
        List.of("leaves", "stays"),
        List.of(0.75f, 0.25f),
        1.5,
        List.of(0.5f, -0.5f),
        EVENT_TIME,
        INGEST_TIME,
        SERVED_TIME);
  }

  private static Alert alert() {
    return new Alert(
        "scoring-job",
        "text-encoder",
        "error",
        "model-refused",
        "sha256 = 00, expected 9f; version 2 stays",
        SERVED_TIME);
  }

  private static Rejected rejected() {
    return new Rejected(
        "ingest-job",
        "malformed-json",
        "line 1: unexpected end",
        "raw-events",
        2,
        99L,
        "interactions",
        ByteBuffer.wrap(new byte[] {1, 2, 3}),
        ByteBuffer.wrap(new byte[] {'{', 0, -1}),
        SERVED_TIME);
  }
}
