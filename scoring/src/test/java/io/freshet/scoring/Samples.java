package io.freshet.scoring;

import io.freshet.schemas.model.LogisticModel;
import io.freshet.schemas.model.ModelsConfig;
import io.freshet.schemas.model.RankingFeatures;
import io.freshet.schemas.model.SoftmaxModel;
import io.freshet.schemas.model.TextEmbeddings;
import io.freshet.schemas.record.HistoryEntry;
import io.freshet.schemas.record.InferenceRequest;
import io.freshet.schemas.record.InteractionType;
import io.freshet.schemas.record.ItemFeatures;
import io.freshet.schemas.record.ParameterRow;
import io.freshet.schemas.record.RankedItem;
import io.freshet.schemas.record.Recommendation;
import io.freshet.schemas.record.RecommendationRequest;
import io.freshet.schemas.record.Text;
import io.freshet.schemas.record.UserFeatures;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Records and models that tests share. */
public final class Samples {
  public static final long NOW = 1_700_000_000_000L;
  public static final long HOUR = 3_600_000;

  private Samples() {}

  /**
   * A world of three linked items and three popular ones: popularity p1 30 &gt; p2 20 &gt; p3 10
   * &gt; a 4 &gt; b 3 &gt; c 2; a's neighbours are b (8) and c (2).
   */
  public static ScoringView world(ScoringConfig config) {
    ScoringView view = new ScoringView(config, ModelsConfig.defaults());
    worldUpdates().forEach(view::apply);
    return view;
  }

  public static List<ModelUpdate> worldUpdates() {
    List<ParameterRow> rows =
        List.of(
            popularity("p1", 30),
            popularity("p2", 20),
            popularity("p3", 10),
            popularity("a", 4),
            popularity("b", 3),
            popularity("c", 2),
            count("a", 4),
            count("b", 4),
            count("c", 4),
            neighbours("a", List.of("b", "c"), List.of(8f, 2f)),
            neighbours("b", List.of("a"), List.of(8f)),
            neighbours("c", List.of("a"), List.of(2f)));
    List<ModelUpdate> updates = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      updates.add(ModelUpdate.of(rows.get(i), i));
    }
    return updates;
  }

  public static ParameterRow popularity(String item, float count) {
    return row("popularity", "items", item).setValues(List.of(count)).setLandmark(NOW).build();
  }

  public static ParameterRow count(String item, float count) {
    return row("co-visitation", "counts", item).setValues(List.of(count)).build();
  }

  public static ParameterRow neighbours(String item, List<String> columns, List<Float> values) {
    return row("co-visitation", "neighbours", item).setColumns(columns).setValues(values).build();
  }

  /** After the 7 visits of a, c came 6 times and b 3 times; a came 2 times after b. */
  public static List<ParameterRow> transitions() {
    return List.of(
        transition("counts", "a").setValues(List.of(7f)).build(),
        transition("counts", "b").setValues(List.of(7f)).build(),
        transition("counts", "c").setValues(List.of(7f)).build(),
        transition("neighbours", "a")
            .setColumns(List.of("b", "c"))
            .setValues(List.of(3f, 6f))
            .build(),
        transition("neighbours", "b").setColumns(List.of("a")).setValues(List.of(2f)).build());
  }

  private static ParameterRow.Builder transition(String table, String item) {
    return row("transitions", table, item);
  }

  public static ParameterRow ranker(RankingFeatures feature, float z, float n) {
    return row(LogisticModel.MODEL, LogisticModel.WEIGHTS, name(feature))
        .setValues(List.of(z, n))
        .build();
  }

  public static String name(RankingFeatures feature) {
    return RankingFeatures.NAMES.get(feature.ordinal());
  }

  public static ParameterRow textBias(String task, List<String> labels, List<Float> values) {
    return row(SoftmaxModel.modelName(task), SoftmaxModel.WEIGHTS, SoftmaxModel.BIAS)
        .setColumns(labels)
        .setValues(values)
        .build();
  }

  /** A row of an n-gram. */
  public static ParameterRow textFeature(
      String task, int feature, List<String> labels, List<Float> values) {
    return row(SoftmaxModel.modelName(task), SoftmaxModel.WEIGHTS, SoftmaxModel.key(feature))
        .setColumns(labels)
        .setValues(values)
        .build();
  }

  /** A row of vectors, with these weights of one class after the other and G = 0. */
  public static ParameterRow textVector(
      String task, String encoding, List<String> labels, List<Float> weights) {
    int dimensions = weights.size() / labels.size();
    List<Float> values = new ArrayList<>();
    for (int label = 0; label < labels.size(); label++) {
      values.addAll(weights.subList(label * dimensions, (label + 1) * dimensions));
      values.addAll(Collections.nCopies(dimensions, 0f));
    }
    String key = TextEmbeddings.key(encoding, dimensions);
    return row(SoftmaxModel.modelName(task), SoftmaxModel.WEIGHTS, key)
        .setColumns(labels)
        .setValues(values)
        .build();
  }

  public static ItemFeatures item(String item, long firstSeen, boolean deleted) {
    return itemBuilder(item).setFirstSeen(firstSeen).setDeleted(deleted).build();
  }

  public static ItemFeatures.Builder itemBuilder(String item) {
    return ItemFeatures.newBuilder()
        .setItem(item)
        .setFirstSeen(NOW)
        .setEventTime(NOW)
        .setUpdatedTime(NOW);
  }

  public static UserFeatures features(String user, long sequence, String... history) {
    List<HistoryEntry> entries = entries(List.of(history));
    return UserFeatures.newBuilder()
        .setUser(user)
        .setSequence(sequence)
        .setTrigger("event-" + user + '-' + sequence)
        .setTriggerIngestTime(NOW + 1)
        .setEventTime(NOW)
        .setHistory(entries)
        .setSessionStart(NOW)
        .setSessionEvents(1)
        .build();
  }

  public static RecommendationRequest request(String id, String user) {
    return RecommendationRequest.newBuilder()
        .setRequestId(id)
        .setUser(user)
        .setEventTime(NOW)
        .setIngestTime(NOW)
        .build();
  }

  public static Text text(String id, String text, String... tasks) {
    return Text.newBuilder()
        .setEventId("event-" + id)
        .setTextId(id)
        .setText(text)
        .setTasks(List.of(tasks))
        .setEventTime(NOW)
        .setIngestTime(NOW)
        .build();
  }

  public static InferenceRequest inferenceRequest(String id, String model) {
    return InferenceRequest.newBuilder()
        .setId(id)
        .setModel(model)
        .setEventTime(NOW)
        .setIngestTime(NOW)
        .build();
  }

  public static ListRequest listRequest(String id, int size) {
    return new ListRequest(id, Optional.of("trigger"), size, Set.of(), NOW, NOW);
  }

  public static UserView user(String user, List<String> history) {
    return new UserView(
        user, history.size(), entries(history), Map.of(), history.size(), Set.copyOf(history));
  }

  /** Views of these items, all of them now. */
  public static List<HistoryEntry> entries(List<String> items) {
    return items.stream()
        .map(item -> new HistoryEntry(item, InteractionType.VIEW, null, NOW))
        .toList();
  }

  public static List<String> items(Recommendation list) {
    return list.getItems().stream().map(RankedItem::getItem).toList();
  }

  private static ParameterRow.Builder row(String model, String table, String key) {
    return ParameterRow.newBuilder().setModel(model).setTable(table).setKey(key);
  }
}
