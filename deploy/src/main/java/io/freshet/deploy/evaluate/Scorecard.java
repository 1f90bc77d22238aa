package io.freshet.deploy.evaluate;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What an evaluation found about one model.
 *
 * @param model its name
 * @param figures in the order in which they are shown
 * @param moments at which the curves of the figures have their points
 * @param cost time per event, where it was measured
 * @param classes of a classifier
 */
record Scorecard(
    String model,
    List<Figure> figures,
    List<Moment> moments,
    Optional<Cost> cost,
    Optional<ClassDetails> classes) {
  Scorecard {
    figures = List.copyOf(figures);
    moments = List.copyOf(moments);
  }

  Scorecard with(Cost measured) {
    return new Scorecard(model, figures, moments, Optional.of(measured), classes);
  }

  Scorecard with(ClassDetails details) {
    return new Scorecard(model, figures, moments, cost, Optional.of(details));
  }

  /** With more figures, shown after the others. */
  Scorecard with(List<Figure> more) {
    List<Figure> all = new ArrayList<>(figures);
    all.addAll(more);
    return new Scorecard(model, all, moments, cost, classes);
  }

  /** The figure of a metric; empty when the model has none. */
  Optional<Figure> figure(String metric) {
    return figures.stream().filter(figure -> figure.metric().equals(metric)).findFirst();
  }
}
