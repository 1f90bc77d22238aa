package io.freshet.scoring.http;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.freshet.schemas.model.RankingFeatures;
import io.freshet.schemas.model.ScoredItem;
import io.freshet.schemas.record.FeatureContribution;
import io.freshet.schemas.record.Inference;
import io.freshet.schemas.record.NgramContribution;
import io.freshet.schemas.record.RankedItem;
import io.freshet.schemas.record.Recommendation;
import io.freshet.schemas.record.TextHead;
import io.freshet.schemas.record.TextPrediction;
import java.util.List;
import java.util.function.IntToDoubleFunction;

/** Predictions as JSON. */
final class FeedJson {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private FeedJson() {}

  /** The first k items of a list, without their features. */
  static ObjectNode list(Recommendation list, int k) {
    ObjectNode json = MAPPER.createObjectNode();
    json.put("id", list.getId());
    json.put("user", list.getUser());
    json.put("sequence", list.getSequence());
    list.getTrigger().ifPresent(trigger -> json.put("trigger", trigger));
    list.getRequestId().ifPresent(request -> json.put("requestId", request));
    json.put("variant", list.getVariant());
    json.put("modelVersion", list.getModelVersion());
    json.put("eventTime", list.getEventTime());
    json.put("servedTime", list.getServedTime());
    ArrayNode items = json.put("fallback", false).putArray("items");
    list.getItems().stream().limit(k).forEach(item -> items.add(item(item)));
    return json;
  }

  /** Popular items for a user who has no list. */
  static ObjectNode fallback(String user, List<ScoredItem> popular, long modelVersion) {
    ObjectNode json = MAPPER.createObjectNode();
    json.put("user", user);
    json.put("variant", "popularity");
    json.put("modelVersion", modelVersion);
    json.put("fallback", true);
    json.put("message", "no list for user '" + user + "' yet: the most popular items instead");
    ArrayNode items = json.putArray("items");
    for (ScoredItem scored : popular) {
      items.add(scored(scored).put("source", "popularity"));
    }
    return json;
  }

  static ObjectNode similar(String item, List<ScoredItem> similar) {
    ObjectNode json = MAPPER.createObjectNode().put("item", item);
    ArrayNode items = json.putArray("items");
    similar.forEach(scored -> items.add(scored(scored)));
    return json;
  }

  /**
   * Why an item is at its place: source, history item, what moved its score most, all features with
   * the ranker's weights as they are now.
   */
  static ObjectNode because(Recommendation list, int place, IntToDoubleFunction weight) {
    RankedItem item = list.getItems().get(place);
    ObjectNode json = MAPPER.createObjectNode();
    json.put("user", list.getUser());
    json.put("list", list.getId());
    json.put("place", place + 1);
    json.setAll(item(item));
    json.put("propensity", item.getPropensity());
    json.put("variant", list.getVariant());
    json.put("modelVersion", list.getModelVersion());
    json.put("featureSet", list.getFeatureSet());
    ArrayNode features = json.putArray("features");
    boolean named = list.getFeatureSet().equals(RankingFeatures.FINGERPRINT);
    for (int i = 0; i < item.getFeatures().size(); i++) {
      ObjectNode feature = features.addObject();
      feature.put("name", named ? RankingFeatures.NAMES.get(i) : "#" + i);
      feature.put("value", item.getFeatures().get(i));
      if (named) {
        feature.put("weight", weight.applyAsDouble(i));
      }
    }
    return json;
  }

  static ObjectNode text(TextPrediction prediction) {
    ObjectNode json = MAPPER.createObjectNode();
    json.put("textId", prediction.getTextId());
    json.put("variant", prediction.getVariant());
    json.put("modelVersion", prediction.getModelVersion());
    json.put("encoding", prediction.getEncoding());
    json.put("eventTime", prediction.getEventTime());
    json.put("servedTime", prediction.getServedTime());
    ArrayNode heads = json.putArray("heads");
    prediction.getHeads().forEach(head -> heads.add(head(head)));
    return json;
  }

  /** The same with the text's vector, where it has one. */
  static ObjectNode textWithVector(TextPrediction prediction) {
    ObjectNode json = text(prediction);
    prediction
        .getEmbedding()
        .ifPresent(
            bytes -> {
              ArrayNode vector = json.putArray("embedding");
              for (int i = bytes.position(); i < bytes.limit(); i++) {
                vector.add(bytes.get(i) * prediction.getEmbeddingScale());
              }
            });
    return json;
  }

  static ObjectNode inference(Inference inference) {
    ObjectNode json = MAPPER.createObjectNode();
    json.put("id", inference.getId());
    json.put("model", inference.getModel());
    json.put("version", inference.getVersion());
    json.put("eventTime", inference.getEventTime());
    json.put("servedTime", inference.getServedTime());
    inference.getLabel().ifPresent(label -> json.put("label", label));
    if (!inference.getLabels().isEmpty()) {
      ObjectNode probabilities = json.putObject("probabilities");
      for (int i = 0; i < inference.getLabels().size(); i++) {
        probabilities.put(inference.getLabels().get(i), inference.getProbabilities().get(i));
      }
    }
    inference.getScore().ifPresent(score -> json.put("score", score));
    if (!inference.getEmbedding().isEmpty()) {
      inference.getEmbedding().forEach(json.putArray("embedding")::add);
    }
    return json;
  }

  static ObjectNode error(String message) {
    return MAPPER.createObjectNode().put("error", message);
  }

  static ObjectNode health(long modelVersion) {
    return MAPPER.createObjectNode().put("status", "up").put("modelVersion", modelVersion);
  }

  private static ObjectNode item(RankedItem item) {
    ObjectNode json = MAPPER.createObjectNode();
    json.put("item", item.getItem());
    json.put("score", item.getScore());
    json.put("source", item.getSource());
    item.getBecause().ifPresent(because -> json.put("because", because));
    if (!item.getReasons().isEmpty()) {
      ArrayNode reasons = json.putArray("reasons");
      item.getReasons().forEach(reason -> reasons.add(reason(reason)));
    }
    return json;
  }

  private static ObjectNode reason(FeatureContribution reason) {
    return MAPPER
        .createObjectNode()
        .put("feature", reason.getFeature())
        .put("contribution", reason.getContribution());
  }

  private static ObjectNode scored(ScoredItem scored) {
    return MAPPER.createObjectNode().put("item", scored.item()).put("score", scored.score());
  }

  private static ObjectNode head(TextHead head) {
    ObjectNode json = MAPPER.createObjectNode().put("task", head.getTask());
    head.getLabel()
        .ifPresent(
            label -> {
              int place = head.getLabels().indexOf(label);
              json.put("label", label).put("confidence", head.getProbabilities().get(place));
            });
    json.put("abstained", head.getAbstained());
    ObjectNode probabilities = json.putObject("probabilities");
    for (int i = 0; i < head.getLabels().size(); i++) {
      probabilities.put(head.getLabels().get(i), head.getProbabilities().get(i));
    }
    ArrayNode reasons = json.putArray("reasons");
    for (NgramContribution reason : head.getReasons()) {
      reasons
          .addObject()
          .put("ngram", reason.getNgram())
          .put("contribution", reason.getContribution());
    }
    return json;
  }
}
