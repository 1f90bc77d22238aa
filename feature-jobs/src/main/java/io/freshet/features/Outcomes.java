package io.freshet.features;

import io.freshet.schemas.record.BaselineList;
import io.freshet.schemas.record.Label;
import io.freshet.schemas.record.Outcome;
import io.freshet.schemas.record.OutcomeKind;
import io.freshet.schemas.record.OutcomeStatus;
import io.freshet.schemas.record.RankedItem;
import io.freshet.schemas.record.Recommendation;
import io.freshet.schemas.record.TextHead;
import io.freshet.schemas.record.TextPrediction;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes outcome records. */
final class Outcomes {
  private Outcomes() {}

  /** A list that met its outcome. */
  static Outcome resolved(Recommendation list, PendingOutcome outcome, OutcomeStatus status) {
    Outcome record = closed(list, status, outcome.eventTime());
    record.setItem(outcome.item());
    record.setRank(rank(list.getItems(), outcome.item()));
    record.setBaselineRanks(baselineRanks(list, outcome.item()));
    record.setOutcomeTime(outcome.ingestTime());
    return record;
  }

  /** A list without an outcome. */
  static Outcome closed(Recommendation list, OutcomeStatus status, long eventTime) {
    Outcome record = empty(list.getId(), OutcomeKind.RECOMMENDATION, status);
    record.setKey(list.getUser());
    record.setVariant(list.getVariant());
    record.setModelVersion(list.getModelVersion());
    record.setEventTime(eventTime);
    record.setServedTime(list.getServedTime());
    return record;
  }

  /** An outcome without a list; it bears the id that the list would have had. */
  static Outcome withoutList(String user, PendingOutcome outcome) {
    String id = outcome.list().isEmpty() ? user + "/" + (outcome.number() - 1) : outcome.list();
    Outcome record = empty(id, OutcomeKind.RECOMMENDATION, OutcomeStatus.NO_PREDICTION);
    record.setKey(user);
    record.setItem(outcome.item());
    record.setEventTime(outcome.eventTime());
    record.setOutcomeTime(outcome.ingestTime());
    return record;
  }

  /** A text prediction that met its label. */
  static Outcome labelled(TextPrediction prediction, Label label) {
    Optional<TextHead> head =
        prediction.getHeads().stream().filter(h -> h.getTask().equals(label.getTask())).findFirst();
    String predicted = head.flatMap(TextHead::getLabel).orElse(null);
    Outcome record = withoutPrediction(label, status(head, label));
    record.setVariant(prediction.getVariant());
    record.setModelVersion(prediction.getModelVersion());
    record.setPredicted(predicted);
    record.setProbability(head.map(h -> probability(h, label.getLabel())).orElse(0f));
    record.setConfidence(
        head.flatMap(h -> h.getLabel().map(top -> probability(h, top))).orElse(null));
    record.setServedTime(prediction.getServedTime());
    record.setAbstained(head.map(TextHead::getAbstained).orElse(false));
    return record;
  }

  /** A label whose prediction never came. */
  static Outcome withoutPrediction(Label label) {
    return withoutPrediction(label, OutcomeStatus.NO_PREDICTION);
  }

  private static Outcome withoutPrediction(Label label, OutcomeStatus status) {
    Outcome record = empty(label.getTextId() + "/" + label.getTask(), OutcomeKind.TEXT, status);
    record.setKey(label.getTextId());
    record.setTask(label.getTask());
    record.setLabel(label.getLabel());
    record.setEventTime(label.getEventTime());
    record.setOutcomeTime(label.getIngestTime());
    return record;
  }

  private static OutcomeStatus status(Optional<TextHead> head, Label label) {
    if (head.isEmpty()) {
      return OutcomeStatus.NO_PREDICTION;
    }
    boolean right = head.get().getLabel().filter(label.getLabel()::equals).isPresent();
    return right ? OutcomeStatus.HIT : OutcomeStatus.MISS;
  }

  private static float probability(TextHead head, String label) {
    int index = head.getLabels().indexOf(label);
    return index < 0 ? 0 : head.getProbabilities().get(index);
  }

  private static Map<String, Integer> baselineRanks(Recommendation list, String item) {
    Map<String, Integer> ranks = new HashMap<>();
    for (BaselineList baseline : list.getBaselines()) {
      ranks.put(baseline.getName(), baseline.getItems().indexOf(item));
    }
    return ranks;
  }

  private static int rank(List<RankedItem> items, String item) {
    for (int rank = 0; rank < items.size(); rank++) {
      if (items.get(rank).getItem().equals(item)) {
        return rank;
      }
    }
    return -1;
  }

  private static Outcome empty(String id, OutcomeKind kind, OutcomeStatus status) {
    Outcome record = new Outcome();
    record.setPredictionId(id);
    record.setKind(kind);
    record.setStatus(status);
    record.setVariant("");
    record.setModelVersion(-1);
    record.setRank(-1);
    record.setBaselineRanks(Map.of());
    return record;
  }
}
