package io.freshet.features;

import io.freshet.schemas.record.BaselineList;
import io.freshet.schemas.record.Interaction;
import io.freshet.schemas.record.InteractionType;
import io.freshet.schemas.record.Item;
import io.freshet.schemas.record.Label;
import io.freshet.schemas.record.NgramContribution;
import io.freshet.schemas.record.RankedItem;
import io.freshet.schemas.record.Recommendation;
import io.freshet.schemas.record.TextHead;
import io.freshet.schemas.record.TextPrediction;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Records for tests. Times are small numbers of milliseconds unless a test sets them. */
public final class Samples {
  private Samples() {}

  /** A click, accepted as soon as it happened. */
  public static Interaction click(String user, String item, long time) {
    return interaction(user + "@" + time, user, item, InteractionType.CLICK, time);
  }

  public static Interaction interaction(
      String id, String user, String item, InteractionType type, long time) {
    return Interaction.newBuilder()
        .setEventId(id)
        .setUser(user)
        .setItem(item)
        .setType(type)
        .setEventTime(time)
        .setIngestTime(time)
        .build();
  }

  /** The list of a sequence, under the id that the scorer gives it. */
  public static Recommendation list(String user, long sequence, long servedTime, String... items) {
    return named(user + "/" + sequence, user, sequence, servedTime, items);
  }

  public static Recommendation named(
      String id, String user, long sequence, long servedTime, String... items) {
    return Recommendation.newBuilder()
        .setId(id)
        .setUser(user)
        .setSequence(sequence)
        .setItems(Arrays.stream(items).map(Samples::ranked).toList())
        .setBaselines(List.of(new BaselineList("popularity", List.of("p", "q"))))
        .setFeatureSet("fs")
        .setModelVersion(7)
        .setVariant("freshet")
        .setEventTime(servedTime)
        .setTriggerIngestTime(servedTime)
        .setServedTime(servedTime)
        .build();
  }

  public static Item item(String id, long time, String... categories) {
    return Item.newBuilder()
        .setEventId(id + "@" + time)
        .setItem(id)
        .setTitle("title of " + id)
        .setCategories(List.of(categories))
        .setEventTime(time)
        .setIngestTime(time)
        .build();
  }

  /** Classes a and b for the task "sentiment", probability of a given. */
  public static TextPrediction prediction(String text, float probabilityOfA, long time) {
    String label = probabilityOfA >= 0.5 ? "a" : "b";
    return prediction(
        text,
        new TextHead(
            "sentiment",
            label,
            List.of("a", "b"),
            List.of(probabilityOfA, 1 - probabilityOfA),
            List.of(),
            false,
            List.of()),
        time);
  }

  /** The same with a vector of three components, offsets, and an answer that was withheld. */
  public static TextPrediction encoded(String text, long time) {
    TextHead head =
        new TextHead(
            "sentiment",
            "a",
            List.of("a", "b"),
            List.of(0.75f, 0.25f),
            List.of(0.5f, -0.5f),
            true,
            List.of(new NgramContribution("fine", 0.25f)));
    TextPrediction prediction = prediction(text, head, time);
    prediction.setEmbedding(ByteBuffer.wrap(new byte[] {127, 0, -64}));
    prediction.setEmbeddingScale(0.0078125f);
    prediction.setEncoding("encoder/1");
    return prediction;
  }

  /** A prediction from before the first label was learned. */
  public static TextPrediction untrained(String text, long time) {
    return prediction(
        text,
        new TextHead("sentiment", null, List.of(), List.of(), List.of(), false, List.of()),
        time);
  }

  public static Label label(String text, String task, String label, long time) {
    return Label.newBuilder()
        .setEventId(text + "#" + label + "@" + time)
        .setTextId(text)
        .setTask(task)
        .setLabel(label)
        .setEventTime(time)
        .setIngestTime(time)
        .build();
  }

  /** With the id of the list that it acts on. */
  public static Interaction on(@Nullable String list, Interaction interaction) {
    interaction.setRequestId(list);
    return interaction;
  }

  private static RankedItem ranked(String item) {
    return RankedItem.newBuilder()
        .setItem(item)
        .setScore(1)
        .setSource("popularity")
        .setFeatures(List.of(1f, 2f))
        .build();
  }

  private static TextPrediction prediction(String text, TextHead head, long time) {
    return TextPrediction.newBuilder()
        .setTextId(text)
        .setHeads(List.of(head))
        .setFeatures(List.of(3, 5))
        .setValues(List.of(0.5f, 0.5f))
        .setFeatureSet("text-fs")
        .setModelVersion(9)
        .setVariant("freshet")
        .setEventTime(time)
        .setTextIngestTime(time)
        .setServedTime(time)
        .build();
  }
}
