package io.freshet.deploy.evaluate;

import io.freshet.deploy.evaluate.ListMaker.Query;
import io.freshet.ingestion.Event;
import io.freshet.schemas.metrics.ItemFrequencies;
import io.freshet.schemas.model.CoVisitationModel;
import io.freshet.schemas.model.EmbeddingModel;
import io.freshet.schemas.model.PopularityModel;
import io.freshet.schemas.model.ScoredItem;
import io.freshet.schemas.record.HistoryEntry;
import io.freshet.schemas.record.Interaction;
import io.freshet.schemas.record.InteractionType;
import io.freshet.schemas.record.Item;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * For every interaction with an item that is new to the user: is it among the first {@value #K} of
 * the lists that the models make without the user's known items? Then it is learned. Users without
 * a history count too. {@code freshet} is the list that stood since the user's previous
 * interaction; the others are made at the moment of the interaction.
 *
 * <p>The catalogue, which coverage is a share of, is every item described or interacted with so
 * far. The time of {@code freshet} is that of the whole loop (features, list, join) and of all its
 * models; that of another model is the time of making its list and of its own learner.
 */
final class NextItemEvaluation implements Evaluation {
  private static final int K = 10;
  private static final String FRESHET = "freshet";

  private final Plan plan;
  private final ServingLoop loop;
  private final RunningCounts runningCounts = new RunningCounts();
  private final Map<String, Set<String>> known = new HashMap<>();
  private final Set<String> catalogue = new HashSet<>();
  private final ItemFrequencies frequencies = new ItemFrequencies();
  private final List<Contender> contenders = new ArrayList<>();
  private final Track<ListScore> served;
  private final Stopwatch takes = new Stopwatch(System::nanoTime);
  private long taken;

  NextItemEvaluation(Plan plan, ServingLoop loop) {
    this.plan = plan;
    this.loop = loop;
    add("popularity", this::popular, PopularityModel.MODEL);
    add("running-counts", query -> runningCounts.top(K, query.isNew()));
    add("last-item", query -> coVisited(last(query)), CoVisitationModel.MODEL);
    addFilledUp("co-visitation", this::coVisited, CoVisitationModel.MODEL);
    addFilledUp("embeddings", this::nearest, EmbeddingModel.MODEL);
    if (plan.ablation()) {
      add("co-visitation-only", this::coVisited, CoVisitationModel.MODEL);
      add("embeddings-only", this::nearest, EmbeddingModel.MODEL);
    }
    this.served = track(gauges());
  }

  @Override
  public void take(Event event) {
    event.as(Item.class).ifPresent(this::describe);
    event.as(Interaction.class).ifPresent(this::take);
  }

  @Override
  public long tested() {
    return served.tested();
  }

  @Override
  public Optional<LearnRate> learnRate() {
    return loop.models().learnRate();
  }

  @Override
  public List<Scorecard> scorecards() {
    List<Scorecard> cards = new ArrayList<>();
    contenders.forEach(contender -> cards.add(contender.card(learnMicros(contender.learners()))));
    double learning = loop.models().learningMicros() / Math.max(1, taken);
    cards.add(served.card(FRESHET).with(new Cost(takes.microsPerRound() - learning, learning)));
    return cards;
  }

  private void describe(Item item) {
    catalogue.add(item.getItem());
    loop.describe(item);
  }

  private void take(Interaction interaction) {
    if (interaction.getType() == InteractionType.IMPRESSION) {
      loop.take(interaction);
      return;
    }
    String item = interaction.getItem();
    Set<String> had = known.computeIfAbsent(interaction.getUser(), added -> new HashSet<>());
    if (taken++ >= plan.warmUp() && !had.contains(item)) {
      test(interaction, had);
    }
    had.add(item);
    catalogue.add(item);
    frequencies.learn(item);
    runningCounts.add(item);
    takes.run(() -> loop.take(interaction));
  }

  private void test(Interaction interaction, Set<String> had) {
    String user = interaction.getUser();
    long time = interaction.getEventTime();
    Query query = new Query(user, time, loop.history(user), item -> !had.contains(item));
    String item = interaction.getItem();
    boolean hit = served.recent().add(loop.list(user, time), item, frequencies);
    served.counted(time);
    for (Contender contender : contenders) {
      contender.test(query, item, frequencies, hit);
    }
  }

  private List<String> popular(Query query) {
    return items(loop.models().views().popularity().top(K, query.isNew()));
  }

  private List<String> coVisited(Query query) {
    CoVisitationModel model = loop.models().views().coVisitation();
    return items(model.candidates(query.history(), query.time(), K, query.isNew()));
  }

  private List<String> nearest(Query query) {
    EmbeddingModel model = loop.models().views().embeddings();
    return model
        .user(query.history(), query.time())
        .map(user -> items(model.top(user, K, query.isNew())))
        .orElse(List.of());
  }

  private List<String> filledUp(Query query, ListMaker maker) {
    List<String> filled = new ArrayList<>(maker.list(query));
    if (filled.size() < K) {
      List<String> list = List.copyOf(filled);
      filled.addAll(
          popular(
              new Query(
                  query.user(),
                  query.time(),
                  query.history(),
                  item -> query.isNew().test(item) && !list.contains(item))));
    }
    return filled.subList(0, Math.min(K, filled.size()));
  }

  private static Query last(Query query) {
    List<HistoryEntry> history = query.history();
    List<HistoryEntry> last = history.subList(Math.max(0, history.size() - 1), history.size());
    return new Query(query.user(), query.time(), last, query.isNew());
  }

  private double learnMicros(Set<String> learners) {
    double micros = learners.stream().mapToDouble(loop.models()::learningMicros).sum();
    return micros / Math.max(1, taken);
  }

  /** Popular items take the places that a model leaves empty. */
  private void addFilledUp(String name, ListMaker maker, String learner) {
    add(name, query -> filledUp(query, maker), learner, PopularityModel.MODEL);
  }

  private void add(String name, ListMaker maker, String... learners) {
    contenders.add(new Contender(name, maker, Set.of(learners), contenderTrack()));
  }

  /** Of a model beside the served one; an ablation compares it test by test. */
  private Track<ListScore> contenderTrack() {
    List<Gauge<ListScore>> gauges = new ArrayList<>(gauges());
    if (plan.ablation()) {
      gauges.add(1, ListScore.versus(FRESHET));
    }
    return track(gauges);
  }

  private Track<ListScore> track(List<Gauge<ListScore>> gauges) {
    return new Track<>(plan.tests(), new ListScore(K), gauges);
  }

  private List<Gauge<ListScore>> gauges() {
    return ListScore.gauges(K, catalogue::size);
  }

  private static List<String> items(List<ScoredItem> scored) {
    return scored.stream().map(ScoredItem::item).toList();
  }
}
