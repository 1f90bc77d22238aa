package io.freshet.deploy.evaluate;

import io.freshet.ingestion.Event;
import io.freshet.schemas.record.Label;
import io.freshet.schemas.record.Text;
import io.freshet.scoring.text.EncodedText;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Classifies every text as it comes. Its label is used, counted first and then learned, once so
 * many more texts have been classified. A classifier that knew no class of a task yet had nothing
 * to predict from: that is not counted. A label that corrects another or says of which class a text
 * is not is only learned.
 */
final class ClassifyEvaluation implements Evaluation {
  private final long warmUp;
  private final int labelDelay;
  private final TextEncoding encoding;
  private final List<RatedClassifier> classifiers;
  private final Map<String, Seen> unlabelled = new HashMap<>();
  private final Deque<Labelled> waiting = new ArrayDeque<>();
  private long texts;
  private long tested;

  /**
   * What was made of a text for one task.
   *
   * @param number of the text, from 0
   * @param predictions by classifier
   */
  private record Seen(long number, Map<String, ClassProbabilities> predictions) {
    boolean isPredicted() {
      return predictions.values().stream().anyMatch(p -> !p.labels().isEmpty());
    }
  }

  /**
   * A label that waits for its use.
   *
   * @param number texts up to its own
   * @param tested what the label is compared with
   */
  private record Labelled(long number, Optional<Seen> tested, Label label) {}

  /**
   * @param encoding that texts go through; closed in the end
   * @param classifiers by name, in the order in which they are shown
   */
  ClassifyEvaluation(Plan plan, TextEncoding encoding, Map<String, Classifier> classifiers) {
    this.encoding = encoding;
    this.warmUp = plan.warmUp();
    this.labelDelay = plan.labelDelay();
    this.classifiers =
        classifiers.entrySet().stream()
            .map(named -> new RatedClassifier(named.getKey(), named.getValue(), plan.tests()))
            .toList();
  }

  @Override
  public void take(Event event) {
    event.as(Text.class).ifPresent(this::classify);
    event.as(Label.class).ifPresent(this::await);
  }

  @Override
  public void finish() {
    waiting.forEach(this::use);
    waiting.clear();
    encoding.close();
  }

  @Override
  public long tested() {
    return tested;
  }

  @Override
  public Optional<LearnRate> learnRate() {
    return classifiers.stream().flatMap(c -> c.learnRate().stream()).findFirst();
  }

  @Override
  public List<Scorecard> scorecards() {
    return classifiers.stream()
        .filter(RatedClassifier::isTested)
        .map(RatedClassifier::card)
        .toList();
  }

  private void classify(Text text) {
    while (!waiting.isEmpty() && waiting.peekFirst().number() + labelDelay < texts) {
      use(waiting.pollFirst());
    }
    encoding.of(text).ifPresent(this::classify);
    texts++;
  }

  private void classify(EncodedText encoded) {
    String textId = encoded.text.getTextId();
    classifiers.forEach(
        classifier ->
            classifier
                .classify(encoded)
                .forEach((task, p) -> seen(textId, task).predictions().put(classifier.name(), p)));
  }

  private void await(Label label) {
    Optional<Seen> tested =
        label.getNegated()
            ? Optional.empty()
            : Optional.ofNullable(unlabelled.remove(key(label.getTextId(), label.getTask())));
    waiting.addLast(new Labelled(tested.map(Seen::number).orElse(texts - 1), tested, label));
  }

  private void use(Labelled labelled) {
    Label label = labelled.label();
    labelled
        .tested()
        .filter(seen -> seen.number() >= warmUp && seen.isPredicted())
        .ifPresent(seen -> test(seen, label));
    classifiers.forEach(classifier -> classifier.learn(label));
  }

  private void test(Seen seen, Label label) {
    tested++;
    for (RatedClassifier classifier : classifiers) {
      ClassProbabilities prediction = seen.predictions().get(classifier.name());
      if (prediction != null) {
        classifier.count(prediction, label);
      }
    }
  }

  private Seen seen(String textId, String task) {
    return unlabelled.computeIfAbsent(key(textId, task), added -> new Seen(texts, new HashMap<>()));
  }

  private static String key(String textId, String task) {
    return task + '/' + textId;
  }
}
