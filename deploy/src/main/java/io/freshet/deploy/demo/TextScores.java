package io.freshet.deploy.demo;

import io.freshet.deploy.demo.Figures.TextTask;
import io.freshet.schemas.record.Label;
import io.freshet.schemas.record.TextHead;
import io.freshet.schemas.record.TextPrediction;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Accuracy of text predictions against the labels that the texts will be given, prequential: a
 * prediction that comes after a label of its text was sent does not count. Not thread-safe.
 */
final class TextScores {
  private final Map<String, Map<String, String>> pending = new HashMap<>();
  private final Map<String, TaskTally> tasks = new TreeMap<>();

  private static final class TaskTally {
    final RunningMean accuracy = new RunningMean();
    final RunningMean majority = new RunningMean();
    final Map<String, Integer> labels = new HashMap<>();

    boolean isMajority(String label) {
      return labels.getOrDefault(label, 0) > 0
          && labels.values().stream().allMatch(count -> count <= labels.get(label));
    }
  }

  void written(String textId, Map<String, String> labels) {
    pending.put(textId, labels);
  }

  void labelled(Label label) {
    pending.remove(label.getTextId());
    tally(label.getTask()).labels.merge(label.getLabel(), 1, Integer::sum);
  }

  void predicted(TextPrediction prediction, long time) {
    Map<String, String> labels = pending.remove(prediction.getTextId());
    if (labels != null) {
      prediction.getHeads().forEach(head -> judge(head, labels.get(head.getTask()), time));
    }
  }

  List<TextTask> tasks(long now) {
    return tasks.entrySet().stream()
        .map(entry -> figures(entry.getKey(), entry.getValue(), now))
        .toList();
  }

  private void judge(TextHead head, String truth, long time) {
    TaskTally tally = tally(head.getTask());
    boolean right = head.getLabel().map(label -> label.equals(truth)).orElse(false);
    tally.accuracy.add(time, right ? 1 : 0);
    tally.majority.add(time, tally.isMajority(truth) ? 1 : 0);
  }

  private TaskTally tally(String task) {
    return tasks.computeIfAbsent(task, name -> new TaskTally());
  }

  private static TextTask figures(String name, TaskTally tally, long now) {
    return new TextTask(
        name,
        tally.accuracy.count(),
        tally.accuracy.mean(),
        tally.accuracy.recentMean(now),
        tally.majority.mean());
  }
}
