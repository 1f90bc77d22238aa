package io.freshet.deploy.bench;

import io.freshet.learner.CoVisitationLearner;
import io.freshet.learner.EmbeddingLearner;
import io.freshet.learner.Learner;
import io.freshet.learner.PopularityLearner;
import io.freshet.schemas.model.CoVisitationModel;
import io.freshet.schemas.model.ModelView;
import io.freshet.schemas.model.ModelsConfig;
import io.freshet.schemas.model.PopularityModel;
import io.freshet.schemas.record.UserFeatures;
import io.freshet.scoring.ItemCatalogue;
import io.freshet.scoring.ListRequest;
import io.freshet.scoring.ModelViews;
import io.freshet.scoring.Recommender;
import io.freshet.scoring.ScoringConfig;
import io.freshet.scoring.ScoringView;
import io.freshet.scoring.UserView;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/**
 * What models take in memory, per item, and what an example costs each of them as it grows; then,
 * with these models and a catalogue of all items, what a list costs. Nothing but the learners' and
 * the scorers' own classes, on one thread.
 */
final class ModelMemory {
  private static final String BACKEND = "memory";
  private static final int LISTS = 1_000;

  /** So that what waits to be merged stays as small as it does in a pipeline. */
  private static final int FLUSH = 10_000;

  private final GeneratedRecords records;
  private final Consumer<String> screen;
  private final ScoringConfig scoring = ScoringConfig.defaults();
  private final ModelsConfig models = ModelsConfig.defaults();
  private final LongSupplier nanos = ManagementFactory.getThreadMXBean()::getCurrentThreadCpuTime;

  /**
   * @param visits what the models learn
   * @param screen is told how it goes
   */
  ModelMemory(GeneratedVisits visits, Consumer<String> screen) {
    this.records = new GeneratedRecords(visits);
    this.screen = screen;
  }

  List<StateFigure> measure() {
    List<StateFigure> figures = new ArrayList<>();
    List<Learner> learners =
        List.of(
            new PopularityLearner(models.popularity(), 0),
            new PopularityLearner(PopularityModel.TRENDING, models.trending(), 0),
            new CoVisitationLearner(models.coVisitation(), 0),
            new CoVisitationLearner(CoVisitationModel.TRANSITIONS, models.transitions(), 0),
            new EmbeddingLearner(models.embeddings(), 0));
    for (Learner learner : learners) {
      figures.add(figure(learner.model().model(), examples(), number -> learn(learner, number)));
    }
    ScoringView view = view(learners);
    figures.add(
        figure("catalogue", count(), number -> view.describe(records.itemFeatures(number))));
    figures.add(lists(view));
    return figures;
  }

  private ScoringView view(List<Learner> learners) {
    List<ModelView> views =
        learners.stream().map(Learner::model).collect(Collectors.toCollection(ArrayList::new));
    views.add(models.ranker().model());
    return new ScoringView(
        new ModelViews(views), new ItemCatalogue(scoring.candidates().newItemPool()));
  }

  private void learn(Learner learner, long number) {
    learner.learn(records.example(number));
    if (number % FLUSH == FLUSH - 1) {
      learner.flush(delta -> {});
    }
  }

  private StateFigure lists(ScoringView view) {
    Recommender recommender = new Recommender(scoring, view.models(), view.catalogue());
    long every = Math.max(1, records.visits().total() / LISTS);
    return figure("list", LISTS, number -> recommend(recommender, number * every));
  }

  private void recommend(Recommender recommender, long number) {
    UserFeatures features = records.userFeatures(number);
    Set<String> known = new HashSet<>();
    features.getHistory().forEach(entry -> known.add(entry.getItem()));
    recommender.recommend(
        ListRequest.after(features, scoring.listSize()),
        UserView.of(features, known),
        features.getEventTime());
  }

  private StateFigure figure(String part, long events, LongConsumer event) {
    screen.accept(BACKEND + ' ' + part + " with " + count() + " items");
    long before = LiveHeap.bytes();
    Slices cost = new Slices(events, nanos);
    Slices clock = new Slices(events, System::nanoTime);
    cost.begin();
    clock.begin();
    for (long number = 0; number < events; number++) {
      event.accept(number);
      cost.next();
      clock.next();
    }
    double heap = (double) Math.max(0, LiveHeap.bytes() - before) / count();
    return new StateFigure(
        BACKEND,
        part,
        "items",
        count(),
        events,
        heap,
        0,
        0,
        StateFigure.costs(cost),
        StateFigure.costs(clock));
  }

  /** Each item is in one of them at least. */
  private long examples() {
    return records.visits().total();
  }

  private int count() {
    return records.visits().count();
  }
}
