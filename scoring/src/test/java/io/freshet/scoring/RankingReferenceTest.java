package io.freshet.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.schemas.model.CoVisitationModel;
import io.freshet.schemas.model.CoVisitationScores;
import io.freshet.schemas.model.ModelsConfig;
import io.freshet.schemas.model.RankingFeatures;
import io.freshet.schemas.model.StepWeights;
import io.freshet.schemas.record.ParameterRow;
import io.freshet.schemas.record.Recommendation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The recommender against a reference that scores every item of the catalogue in plain terms. */
class RankingReferenceTest {
  private static final int ITEMS = 120;
  private static final ScoringConfig CONFIG = ScoringConfig.defaults().withExploration(0);

  private final Random random = new Random(7);
  private final ScoringView view = new ScoringView(CONFIG, ModelsConfig.defaults());
  private long position;

  private static final StepWeights LONG_HISTORY =
      new StepWeights(50, 0.97, Duration.ofMinutes(30), 1);

  @Test
  void listsEqualTheReferenceOnGeneratedWorlds() {
    generate();
    Recommender recommender = new Recommender(CONFIG, view.models(), view.catalogue());
    for (int i = 0; i < 300; i++) {
      UserView user = Samples.user("u" + i, history());
      Recommendation list =
          recommender.recommend(Samples.listRequest("l" + i, 20), user, Samples.NOW);
      assertThat(Samples.items(list)).isEqualTo(reference(user));
    }
  }

  private void generate() {
    for (int i = 0; i < ITEMS; i++) {
      apply(Samples.popularity("i" + i, 1 + random.nextInt(1000)));
      apply(Samples.count("i" + i, 1 + random.nextInt(50)));
      view.apply(
          ModelUpdate.of(
              Samples.itemBuilder("i" + i)
                  .setDeleted(random.nextInt(10) == 0)
                  .setFirstSeen(Samples.NOW - random.nextInt(40) * 24 * Samples.HOUR)
                  .setRates(Map.of("click", random.nextDouble()))
                  .build()));
    }
    for (int i = 0; i < ITEMS; i++) {
      Set<String> columns = new HashSet<>();
      List<Float> values = new ArrayList<>();
      for (int j = 0; j < 30; j++) {
        if (columns.add("i" + random.nextInt(ITEMS))) {
          values.add(random.nextFloat());
        }
      }
      apply(Samples.neighbours("i" + i, List.copyOf(columns), values));
    }
    for (RankingFeatures feature : RankingFeatures.values()) {
      apply(Samples.ranker(feature, (float) random.nextGaussian() * 20, 300));
    }
  }

  private void apply(ParameterRow row) {
    view.apply(ModelUpdate.of(row, position++));
  }

  private List<String> history() {
    List<String> history = new ArrayList<>();
    for (int i = 0; i < 1 + random.nextInt(30); i++) {
      history.add("i" + random.nextInt(ITEMS));
    }
    return history;
  }

  /** Sources by full sorts, features from their definitions, then one sort by the final score. */
  private List<String> reference(UserView user) {
    List<String> accepted = new ArrayList<>();
    for (int i = 0; i < ITEMS; i++) {
      String item = "i" + i;
      if (!user.known().contains(item) && !view.catalogue().isDeleted(item)) {
        accepted.add(item);
      }
    }
    CoVisitationModel model = view.models().coVisitation();
    Map<String, Double> recent = scores(model, model.config().history(), user, accepted);
    Map<String, Double> whole = scores(model, LONG_HISTORY, user, accepted);
    List<String> covisited = best(recent.keySet(), recent::get, 50);
    List<String> covisitedByWhole = best(whole.keySet(), whole::get, 20);
    List<String> popular = best(accepted, this::count, 20);
    List<String> order = new ArrayList<>(covisited);
    covisitedByWhole.stream().filter(item -> !order.contains(item)).forEach(order::add);
    popular.stream().filter(item -> !order.contains(item)).forEach(order::add);
    List<String> fresh =
        accepted.stream()
            .filter(item -> !order.contains(item) && age(item) <= 7 * 24)
            .sorted(Comparator.comparingDouble(this::age).thenComparing(Comparator.naturalOrder()))
            .limit(5)
            .toList();
    order.addAll(fresh);
    double most = IntStream.range(0, ITEMS).mapToDouble(i -> count("i" + i)).max().orElseThrow();
    Map<String, Double> score = new HashMap<>();
    for (String item : order) {
      float[] x = new float[RankingFeatures.NAMES.size()];
      double visited = recent.getOrDefault(item, 0.0);
      double share = visited / recent.get(covisited.get(0));
      double ofWhole = whole.getOrDefault(item, 0.0) / whole.get(covisitedByWhole.get(0));
      double popularity = count(item) / most;
      set(x, RankingFeatures.BIAS, 1);
      set(x, RankingFeatures.CO_VISITATION_SHARE, share);
      set(x, RankingFeatures.CO_VISITATION_LOG_SHARE, log(share));
      set(x, RankingFeatures.CO_VISITATION_STRENGTH, Math.log1p(visited));
      set(x, RankingFeatures.LONG_HISTORY_SHARE, ofWhole);
      set(x, RankingFeatures.LONG_HISTORY_LOG_SHARE, log(ofWhole));
      set(x, RankingFeatures.TRANSITION_LOG_SHARE, log(0));
      set(x, RankingFeatures.CONTENT_LOG_SHARE, log(0));
      set(x, RankingFeatures.POPULARITY_SHARE, popularity);
      set(x, RankingFeatures.POPULARITY_LOG_SHARE, log(popularity));
      set(x, RankingFeatures.TRENDING_LOG_SHARE, log(0));
      set(x, RankingFeatures.NEW_ITEM, fresh.contains(item) ? 1 : 0);
      set(
          x,
          RankingFeatures.CLICK_RATE,
          view.catalogue().features(item).orElseThrow().getRates().get("click"));
      set(x, RankingFeatures.AGE, Math.log1p(age(item)) / 10);
      set(x, RankingFeatures.HISTORY_LENGTH, Math.log1p(user.history().size()) / 5);
      set(x, RankingFeatures.SESSION_LENGTH, Math.log1p(user.sessionEvents()) / 5);
      score.put(item, logOdds(x));
    }
    return best(order, score::get, 20);
  }

  private static Map<String, Double> scores(
      CoVisitationModel model, StepWeights steps, UserView user, List<String> accepted) {
    Map<String, Double> found = new HashMap<>();
    CoVisitationScores scores = model.scores(steps);
    scores.query(user.history(), Samples.NOW);
    scores
        .top(ITEMS, accepted::contains)
        .forEach(scored -> found.put(scored.item(), scored.score()));
    return found;
  }

  private static double log(double share) {
    return Math.log(1e-3 + share);
  }

  private double logOdds(float[] x) {
    double margin = 0;
    for (int i = 0; i < x.length; i++) {
      margin += view.models().ranker().weight(i) * x[i];
    }
    return margin;
  }

  private double count(String item) {
    return view.models().popularity().count(item, Samples.NOW);
  }

  private double age(String item) {
    long firstSeen = view.catalogue().features(item).orElseThrow().getFirstSeen();
    return (Samples.NOW - firstSeen) / (double) Samples.HOUR;
  }

  private static List<String> best(
      Collection<String> items, ToDoubleFunction<String> score, int k) {
    return items.stream()
        .sorted(
            Comparator.comparingDouble(score).reversed().thenComparing(Comparator.naturalOrder()))
        .limit(k)
        .toList();
  }

  private static void set(float[] x, RankingFeatures feature, double value) {
    x[feature.ordinal()] = (float) value;
  }
}
