package io.freshet.deploy.evaluate;

import io.freshet.ingestion.Event;
import io.freshet.schemas.metrics.RankingMetrics;
import io.freshet.schemas.model.CoVisitationModel;
import io.freshet.schemas.model.PopularityModel;
import io.freshet.schemas.model.ScoredItem;
import io.freshet.schemas.record.Interaction;
import io.freshet.schemas.record.InteractionType;
import io.freshet.schemas.record.Item;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * For every interaction with an item that is new to the user: is it among the first {@value #K} of
 * the lists that the models make without the user's known items? Then it is learned. Users without
 * a history count too. {@code freshet} is the list that stood since the user's previous
 * interaction; the others are made at the moment of the interaction.
 */
final class NextItemEvaluation implements Evaluation {
  private static final int K = 10;
  private static final String POPULARITY = "popularity";
  private static final String RUNNING_COUNTS = "running-counts";
  private static final String LAST_ITEM = "last-item";
  private static final String CO_VISITATION = "co-visitation";
  private static final String FRESHET = "freshet";

  private final long warmUp;
  private final ServingLoop loop;
  private final RunningCounts runningCounts = new RunningCounts();
  private final Map<String, Set<String>> known = new HashMap<>();
  private final Map<String, RankingMetrics> metrics = new LinkedHashMap<>();
  private long taken;

  /**
   * @param warmUp interactions that are learned only
   */
  NextItemEvaluation(long warmUp, ServingLoop loop) {
    this.warmUp = warmUp;
    this.loop = loop;
    for (String model : List.of(POPULARITY, RUNNING_COUNTS, LAST_ITEM, CO_VISITATION, FRESHET)) {
      metrics.put(model, new RankingMetrics(K));
    }
  }

  @Override
  public void take(Event event) {
    event.as(Item.class).ifPresent(loop::describe);
    event.as(Interaction.class).ifPresent(this::take);
  }

  @Override
  public long tested() {
    return metrics.get(FRESHET).count();
  }

  @Override
  public Map<String, Map<String, Double>> models() {
    Map<String, Map<String, Double>> figures = new LinkedHashMap<>();
    metrics.forEach((name, m) -> figures.put(name, figures(m)));
    return figures;
  }

  private void take(Interaction interaction) {
    if (interaction.getType() != InteractionType.IMPRESSION) {
      Set<String> had = known.computeIfAbsent(interaction.getUser(), added -> new HashSet<>());
      if (taken++ >= warmUp && !had.contains(interaction.getItem())) {
        test(interaction, item -> !had.contains(item));
      }
      had.add(interaction.getItem());
      runningCounts.add(interaction.getItem());
    }
    loop.take(interaction);
  }

  private void test(Interaction interaction, Predicate<String> isNew) {
    List<String> history = loop.history(interaction.getUser());
    count(POPULARITY, popular(isNew), interaction);
    count(RUNNING_COUNTS, runningCounts.top(K, isNew), interaction);
    count(LAST_ITEM, coVisited(last(history), isNew), interaction);
    count(CO_VISITATION, filledUp(coVisited(history, isNew), isNew), interaction);
    count(FRESHET, loop.list(interaction.getUser(), interaction.getEventTime()), interaction);
  }

  private void count(String model, List<String> list, Interaction interaction) {
    metrics.get(model).add(list.indexOf(interaction.getItem()));
  }

  private List<String> popular(Predicate<String> accept) {
    PopularityModel model = loop.models().views().popularity();
    return model.top(K, accept).stream().map(ScoredItem::item).toList();
  }

  private List<String> coVisited(List<String> history, Predicate<String> accept) {
    CoVisitationModel model = loop.models().views().coVisitation();
    return model.candidates(history, K, accept).stream().map(ScoredItem::item).toList();
  }

  private List<String> filledUp(List<String> list, Predicate<String> isNew) {
    List<String> filled = new ArrayList<>(list);
    if (filled.size() < K) {
      filled.addAll(popular(item -> isNew.test(item) && !list.contains(item)));
    }
    return filled.subList(0, Math.min(K, filled.size()));
  }

  private static List<String> last(List<String> history) {
    return history.subList(Math.max(0, history.size() - 1), history.size());
  }

  private static Map<String, Double> figures(RankingMetrics metrics) {
    Map<String, Double> figures = new LinkedHashMap<>();
    figures.put("recall@10", metrics.recall());
    figures.put("ndcg@10", metrics.ndcg());
    return figures;
  }
}
