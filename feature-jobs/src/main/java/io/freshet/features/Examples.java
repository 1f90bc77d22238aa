package io.freshet.features;

import io.freshet.schemas.record.Example;
import io.freshet.schemas.record.ExampleKind;
import io.freshet.schemas.record.HistoryEntry;
import io.freshet.schemas.record.Interaction;
import io.freshet.schemas.record.Label;
import io.freshet.schemas.record.RankedItem;
import io.freshet.schemas.record.RankingCandidate;
import io.freshet.schemas.record.Recommendation;
import io.freshet.schemas.record.TextHead;
import io.freshet.schemas.record.TextPrediction;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Makes training examples; their ids follow from what they are made of. */
final class Examples {
  private Examples() {}

  /**
   * @param content of the item
   * @param history before the interaction, oldest first
   */
  static Example nextItem(
      Interaction interaction,
      ItemContent content,
      List<HistoryEntry> history,
      List<String> negatives) {
    Example example = empty("next/" + interaction.getEventId(), ExampleKind.NEXT_ITEM);
    example.setKey(interaction.getUser());
    example.setEventTime(interaction.getEventTime());
    example.setIngestTime(interaction.getIngestTime());
    example.setHistory(history);
    example.setItem(interaction.getItem());
    example.setType(interaction.getType());
    example.setNegatives(negatives);
    example.setValue(interaction.getValue().orElse(null));
    example.setCategories(content.categories());
    example.setTerms(content.terms());
    return example;
  }

  /** A list and what the user did next, whether with an item of it or another. */
  static Example chosen(Recommendation list, PendingOutcome outcome) {
    Example example = ranking(list, outcome.item(), outcome.eventTime(), outcome.ingestTime());
    example.setType(outcome.type());
    return example;
  }

  /** A list that the user did nothing after; known at this event time. */
  static Example expired(Recommendation list, long eventTime) {
    return ranking(list, "", eventTime, list.getServedTime());
  }

  /** The first class that a text was given for a task. */
  static Example text(TextPrediction prediction, Label label) {
    return text("text/" + label.getTextId() + "/" + label.getTask(), prediction, label);
  }

  /** A further label: a correction, or a class that the text is not of. */
  static Example correction(TextPrediction prediction, Label label) {
    String id = "text/" + label.getTextId() + "/" + label.getTask() + "/" + label.getEventId();
    return text(id, prediction, label);
  }

  private static Example text(String id, TextPrediction prediction, Label label) {
    Example example = empty(id, ExampleKind.TEXT);
    example.setKey(label.getTextId());
    example.setEventTime(label.getEventTime());
    example.setIngestTime(label.getIngestTime());
    example.setWeight(label.getWeight());
    example.setTask(label.getTask());
    example.setLabel(label.getLabel());
    example.setNegated(label.getNegated());
    example.setFeatures(prediction.getFeatures());
    example.setValues(prediction.getValues());
    example.setFeatureSet(prediction.getFeatureSet());
    example.setModelVersion(prediction.getModelVersion());
    example.setVariant(prediction.getVariant());
    example.setEmbedding(prediction.getEmbedding().orElse(null));
    example.setEmbeddingScale(prediction.getEmbeddingScale());
    example.setEncoding(prediction.getEncoding());
    example.setOffsets(offsets(prediction, label.getTask()));
    return example;
  }

  private static Map<String, Float> offsets(TextPrediction prediction, String task) {
    return prediction.getHeads().stream()
        .filter(head -> head.getTask().equals(task))
        .findFirst()
        .map(Examples::offsets)
        .orElse(Map.of());
  }

  private static Map<String, Float> offsets(TextHead head) {
    Map<String, Float> offsets = new HashMap<>();
    for (int i = 0; i < head.getOffsets().size(); i++) {
      offsets.put(head.getLabels().get(i), head.getOffsets().get(i));
    }
    return offsets;
  }

  private static Example ranking(
      Recommendation list, String chosen, long eventTime, long ingestTime) {
    Example example = empty("rank/" + list.getId(), ExampleKind.RANKING);
    example.setKey(list.getUser());
    example.setEventTime(eventTime);
    example.setIngestTime(ingestTime);
    example.setCandidates(candidates(list, chosen));
    example.setFeatureSet(list.getFeatureSet());
    example.setModelVersion(list.getModelVersion());
    example.setVariant(list.getVariant());
    example.setLastItem(list.getLastItem().orElse(null));
    return example;
  }

  /** Not the builder: it copies every default. */
  private static Example empty(String id, ExampleKind kind) {
    Example example = new Example();
    example.setId(id);
    example.setKind(kind);
    example.setWeight(1);
    example.setHistory(List.of());
    example.setNegatives(List.of());
    example.setCandidates(List.of());
    example.setFeatures(List.of());
    example.setValues(List.of());
    example.setFeatureSet("");
    example.setModelVersion(-1);
    example.setVariant("");
    example.setCategories(List.of());
    example.setTerms(List.of());
    example.setEncoding("");
    example.setOffsets(Map.of());
    return example;
  }

  private static List<RankingCandidate> candidates(Recommendation list, String chosen) {
    List<RankingCandidate> candidates = new ArrayList<>(list.getItems().size());
    for (RankedItem item : list.getItems()) {
      float label = item.getItem().equals(chosen) ? 1 : 0;
      candidates.add(
          new RankingCandidate(
              item.getItem(),
              candidates.size(),
              item.getFeatures(),
              label,
              item.getSource(),
              item.getBecause().orElse(null)));
    }
    return candidates;
  }
}
