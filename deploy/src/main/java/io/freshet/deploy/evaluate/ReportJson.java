package io.freshet.deploy.evaluate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.freshet.schemas.metrics.Interval;
import java.util.List;
import java.util.function.ToLongFunction;

/**
 * A report as JSON: {@code task}, {@code events}, {@code tested}, {@code seconds}, {@code data},
 * {@code learning} (of parallel learners: how fast), {@code configuration}, {@code models} with the
 * plain figures (model → metric → value), and {@code scorecards} with everything else: intervals,
 * curves, time per event and the classes of a classifier.
 */
final class ReportJson {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private ReportJson() {}

  static String render(Report report) {
    ObjectNode root = MAPPER.createObjectNode();
    root.put("task", report.task()).put("events", report.data().plan().predicted());
    root.put("tested", report.tested()).put("seconds", report.seconds());
    report.data().shown().forEach(root.putObject("data")::put);
    report.learning().ifPresent(rate -> putLearning(root, rate));
    root.put("configuration", report.configuration());
    ObjectNode models = root.putObject("models");
    ObjectNode cards = root.putObject("scorecards");
    for (Scorecard card : report.cards()) {
      ObjectNode plain = models.putObject(card.model());
      card.figures().forEach(figure -> plain.put(figure.metric(), figure.value()));
      putCard(cards.putObject(card.model()), card);
    }
    try {
      return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(root);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void putLearning(ObjectNode root, LearnRate rate) {
    root.putObject("learning")
        .put("replicas", rate.replication().replicas())
        .put("syncEvents", rate.replication().syncExamples())
        .put("examples", rate.examples())
        .put("examplesPerSecond", rate.perSecond());
  }

  private static void putCard(ObjectNode node, Scorecard card) {
    card.cost()
        .ifPresent(
            cost ->
                node.putObject("microseconds")
                    .put("event", cost.perEvent())
                    .put("predict", cost.predict())
                    .put("learn", cost.learn()));
    ObjectNode points = node.putObject("points");
    putLongs(points.putArray("tested"), card.moments(), Moment::tested);
    putLongs(points.putArray("time"), card.moments(), Moment::time);
    ObjectNode metrics = node.putObject("metrics");
    card.figures().forEach(figure -> putFigure(metrics.putObject(figure.metric()), figure));
    card.classes().ifPresent(classes -> putClasses(node, classes));
  }

  private static void putFigure(ObjectNode node, Figure figure) {
    node.put("value", figure.value());
    figure.interval().ifPresent(interval -> putInterval(node, interval));
    figure.curve().cumulative().forEach(node.putArray("cumulative")::add);
    figure.curve().windowed().forEach(node.putArray("windowed")::add);
  }

  private static void putClasses(ObjectNode node, ClassDetails details) {
    ObjectNode classes = node.putObject("classes");
    details
        .byClass()
        .forEach(
            counts ->
                classes
                    .putObject(counts.label())
                    .put("support", counts.actual())
                    .put("precision", counts.precision())
                    .put("recall", counts.recall())
                    .put("f1", counts.f1()));
    ArrayNode confusion = node.putArray("confusion");
    details
        .confusion()
        .forEach(
            cell ->
                confusion
                    .addObject()
                    .put("actual", cell.actual())
                    .put("predicted", cell.predicted())
                    .put("count", cell.count()));
    ArrayNode reliability = node.putArray("reliability");
    details
        .reliability()
        .forEach(
            bin ->
                putInterval(
                    reliability
                        .addObject()
                        .put("count", bin.count())
                        .put("confidence", bin.confidence())
                        .put("accuracy", bin.accuracy()),
                    bin.interval()));
  }

  private static void putInterval(ObjectNode node, Interval interval) {
    node.put("low", interval.low()).put("high", interval.high());
  }

  private static void putLongs(
      ArrayNode array, List<Moment> moments, ToLongFunction<Moment> value) {
    moments.forEach(moment -> array.add(value.applyAsLong(moment)));
  }
}
