package io.freshet.deploy.bench;

import io.freshet.features.FeatureConfig;
import io.freshet.learner.CoVisitationLearner;
import io.freshet.learner.LearnerConfig;
import io.freshet.learner.Learners;
import io.freshet.schemas.model.LogisticModel;
import io.freshet.schemas.model.ModelsConfig;
import io.freshet.schemas.model.RankingFeatures;
import io.freshet.schemas.record.Example;
import io.freshet.schemas.record.ExampleKind;
import io.freshet.schemas.record.HistoryEntry;
import io.freshet.schemas.record.Interaction;
import io.freshet.schemas.record.ParameterRow;
import io.freshet.schemas.record.Recommendation;
import io.freshet.scoring.ItemCatalogue;
import io.freshet.scoring.ListRequest;
import io.freshet.scoring.ModelViews;
import io.freshet.scoring.Recommender;
import io.freshet.scoring.ScoringConfig;
import io.freshet.scoring.ScoringView;
import io.freshet.scoring.UserView;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.jspecify.annotations.NullUnmarked;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * Co-visitation learning, and a list of 20 by the whole recommender, with items that have titles,
 * categories and prices.
 */
@NullUnmarked
@State(Scope.Thread)
public class NextItemBenchmark {
  private static final int EXAMPLES = 50_000;
  private static final int USERS = 1_000;
  private static final int NEGATIVES = 5;

  /** How many items there are. */
  @Param({"500", "5000"})
  public int items = 5_000;

  private static final Map<String, Double> COUNTERS =
      Map.of("category:genre-1", 3.0, "category:genre-2", 1.0, "type:VIEW", 4.0);

  private final List<Example> examples = new ArrayList<>();
  private final ModelsConfig models = ModelsConfig.defaults();
  private final ScoringConfig scoring = ScoringConfig.defaults();
  private CoVisitationLearner coVisitation;
  private Recommender recommender;
  private int next;

  @Setup
  public void setUp() {
    makeExamples();
    Learners learners = new Learners(models, LearnerConfig.defaults());
    examples.forEach(learners::learn);
    learners.flush(delta -> {});
    coVisitation = new CoVisitationLearner(models.coVisitation(), 0);
    examples.forEach(coVisitation::learn);
    ScoringView view =
        new ScoringView(
            new ModelViews(learners.views()),
            new ItemCatalogue(scoring.candidates().newItemPool()));
    GeneratedItems.make(4, items).forEach(view::describe);
    SplittableRandom random = new SplittableRandom(5);
    for (String feature : RankingFeatures.NAMES) {
      view.models().apply(ranker(feature, (float) (20 * random.nextGaussian())), 0);
    }
    recommender = new Recommender(scoring, view.models(), view.catalogue());
  }

  @Setup(Level.Iteration)
  public void flush() {
    coVisitation.flush(delta -> {});
  }

  @Benchmark
  public CoVisitationLearner learnCoVisitation() {
    coVisitation.learn(example());
    return coVisitation;
  }

  @Benchmark
  public Recommendation recommend() {
    Example example = example();
    List<HistoryEntry> history = example.getHistory();
    Set<String> known = new HashSet<>();
    history.forEach(entry -> known.add(entry.getItem()));
    ListRequest request =
        new ListRequest(
            example.getId(),
            Optional.of(example.getId()),
            scoring.listSize(),
            Set.of(),
            example.getEventTime(),
            example.getIngestTime());
    UserView user = new UserView(example.getKey(), history.size(), history, COUNTERS, 1, known);
    return recommender.recommend(request, user, example.getIngestTime());
  }

  private Example example() {
    next = (next + 1) % EXAMPLES;
    return examples.get(next);
  }

  private void makeExamples() {
    InteractionStream stream = new InteractionStream(3, USERS, items);
    SplittableRandom random = new SplittableRandom(6);
    Map<String, List<HistoryEntry>> histories = new HashMap<>();
    int length = FeatureConfig.defaults().exampleHistory();
    for (int i = 0; i < EXAMPLES; i++) {
      Interaction interaction = stream.next("e" + i, i);
      List<HistoryEntry> history = histories.getOrDefault(interaction.getUser(), List.of());
      List<String> negatives =
          random.ints(NEGATIVES, 0, items).mapToObj(item -> "item-" + item).toList();
      examples.add(example(interaction, history, negatives));
      List<HistoryEntry> longer = new ArrayList<>(history);
      longer.add(new HistoryEntry(interaction.getItem(), interaction.getType(), null, (long) i));
      histories.put(
          interaction.getUser(),
          longer.subList(Math.max(0, longer.size() - length), longer.size()));
    }
  }

  private static ParameterRow ranker(String feature, float z) {
    return ParameterRow.newBuilder()
        .setModel(LogisticModel.MODEL)
        .setTable(LogisticModel.WEIGHTS)
        .setKey(feature)
        .setValues(List.of(z, 300f))
        .build();
  }

  private static Example example(
      Interaction interaction, List<HistoryEntry> history, List<String> negatives) {
    return Example.newBuilder()
        .setId("next/" + interaction.getEventId())
        .setKind(ExampleKind.NEXT_ITEM)
        .setEventTime(interaction.getEventTime())
        .setIngestTime(interaction.getIngestTime())
        .setKey(interaction.getUser())
        .setHistory(List.copyOf(history))
        .setItem(interaction.getItem())
        .setNegatives(negatives)
        .setType(interaction.getType())
        .build();
  }
}
