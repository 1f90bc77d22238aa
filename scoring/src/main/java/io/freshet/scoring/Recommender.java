package io.freshet.scoring;

import io.freshet.schemas.model.CoVisitationScores;
import io.freshet.schemas.model.RankingFeatures;
import io.freshet.schemas.model.TopIds;
import io.freshet.schemas.record.BaselineList;
import io.freshet.schemas.record.RankedItem;
import io.freshet.schemas.record.Recommendation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * Makes recommendation lists: retrieval, ranking features, ranking, filters, exploration, and the
 * lists of the baselines at the same moment. The same input gives the same list: randomness is
 * seeded by the list's id. Not thread-safe: it belongs to one subtask, as its models do.
 */
public final class Recommender {
  /** Baseline: the most popular items. */
  public static final String POPULARITY = "popularity";

  /** Baseline: neighbours of the last item of the history. */
  public static final String LAST_ITEM = "last-item";

  /** Longest list that may be asked for. */
  public static final int MAX_SIZE = 1000;

  private final ScoringConfig config;
  private final ModelViews models;
  private final ItemCatalogue catalogue;
  private final Acceptance accepted;
  private final Variants variants;
  private final Retrieval retrieval;
  private final Policies policies;
  private final RandomPolicy randomPolicy;
  private final Exploration exploration;
  private final CoVisitationScores neighbours;
  private final Optional<RankedAhead> ahead;

  public Recommender(ScoringConfig config, ModelViews models, ItemCatalogue catalogue) {
    this.config = config;
    this.models = models;
    this.catalogue = catalogue;
    this.accepted = new Acceptance(catalogue, config.blocked(), config.excludeKnown());
    this.variants = new Variants(config.variants());
    this.retrieval = new Retrieval(config.candidates(), models, catalogue, accepted);
    this.policies = new Policies(models.ranker(), config.minRankerEvidence(), config.explain());
    this.randomPolicy = new RandomPolicy(catalogue, accepted);
    this.exploration =
        new Exploration(config.exploration(), config.candidates(), catalogue, accepted);
    this.neighbours = models.coVisitation().scores(models.coVisitation().config().history());
    this.ahead =
        DeviceRanking.of(models.ranker(), config)
            .map(ranker -> new RankedAhead(retrieval, policies, ranker));
  }

  /** The serving policy that a user gets. */
  public Variant variant(String user) {
    return variants.of(user);
  }

  /**
   * Does at once what can be done at once for a batch of lists; each of them is then made by {@link
   * #recommend}, from the same views.
   *
   * @param users of the requests, in their order
   */
  public void lookAhead(List<ListRequest> requests, List<UserView> users) {
    retrieval.lookAhead(
        requests,
        users,
        (place, item) ->
            accepted.accepts(catalogue.id(item), requests.get(place), users.get(place)));
    ahead.ifPresent(lists -> lists.rank(requests, users, this::gather));
  }

  /** Frees what it holds outside the heap. */
  public void close() {
    retrieval.close();
    ahead.ifPresent(RankedAhead::close);
  }

  /**
   * Makes a list.
   *
   * @param servedTime goes into the record
   * @throws ScoringException when the request asks for what cannot be
   */
  public Recommendation recommend(ListRequest request, UserView user, long servedTime) {
    requireSize(request.size());
    Variant variant = variants.of(user.user());
    Optional<CandidateSet> ranked = ahead.flatMap(lists -> lists.take(request));
    accepted.begin(request, user);
    CandidateSet candidates = ranked.orElseGet(() -> candidates(request, user));
    List<BaselineList> baselines = baselines(candidates, user);
    List<Candidate> list =
        ranked.isPresent()
            ? finish(request, user, candidates)
            : choose(variant, request, user, candidates);
    return record(request, user, variant, items(list), baselines, servedTime);
  }

  private CandidateSet candidates(ListRequest request, UserView user) {
    return retrieval.candidates(user.history(), least(request), request.eventTime());
  }

  private boolean gather(ListRequest request, UserView user, CandidateSet into) {
    if (variants.of(user.user()) != Variant.FRESHET) {
      return false;
    }
    requireSize(request.size());
    accepted.begin(request, user);
    retrieval.gather(user.history(), least(request), request.eventTime(), into);
    features(request, user).complete(into);
    return true;
  }

  private int least(ListRequest request) {
    return Math.max(request.size(), config.baselineSize());
  }

  private ListFeatures features(ListRequest request, UserView user) {
    return new ListFeatures(models, catalogue, retrieval, user, request.eventTime());
  }

  private List<Candidate> choose(
      Variant variant, ListRequest request, UserView user, CandidateSet candidates) {
    ListFeatures features = features(request, user);
    if (variant == Variant.RANDOM) {
      List<Candidate> list = randomPolicy.draw(request.size(), candidates, random(request));
      features.complete(list);
      return list;
    }
    if (variant == Variant.POPULARITY) {
      features.complete(candidates.popular());
      return policies.popularity(candidates, request.size());
    }
    features.complete(candidates);
    List<Candidate> list = policies.freshet(candidates, user, request.size());
    exploration
        .explore(list, candidates, request.eventTime(), random(request))
        .ifPresent(features::complete);
    return list;
  }

  /** Makes the list of candidates that were scored ahead, by the policy freshet. */
  private List<Candidate> finish(ListRequest request, UserView user, CandidateSet candidates) {
    List<Candidate> list = policies.best(candidates, request.size());
    Optional<Candidate> explored =
        exploration.explore(list, candidates, request.eventTime(), random(request));
    if (explored.isPresent()) {
      candidates(request, user);
      features(request, user).complete(explored.get());
    }
    return list;
  }

  private static RandomGenerator random(ListRequest request) {
    return new SplittableRandom(Murmur3.hash(request.id(), 0));
  }

  private List<BaselineList> baselines(CandidateSet candidates, UserView user) {
    int size = config.baselineSize();
    List<String> popular = new ArrayList<>(size);
    for (int i = 0; i < Math.min(size, candidates.popular().size()); i++) {
      popular.add(candidates.popular().get(i).item);
    }
    return List.of(
        new BaselineList(POPULARITY, popular),
        new BaselineList(
            LAST_ITEM, user.lastItem().map(item -> neighbours(item, size)).orElse(List.of())));
  }

  private List<String> neighbours(String item, int size) {
    ItemNumbers numbers = retrieval.sources().visited();
    neighbours.query(item);
    TopIds ranked = neighbours.rank(size, number -> accepted.test(numbers.id(number)));
    List<String> items = new ArrayList<>(ranked.size());
    for (int rank = 0; rank < ranked.size(); rank++) {
      items.add(catalogue.item(numbers.id(ranked.id(rank))));
    }
    return items;
  }

  private static List<RankedItem> items(List<Candidate> list) {
    List<RankedItem> items = new ArrayList<>(list.size());
    for (int i = 0; i < list.size(); i++) {
      items.add(list.get(i).toRecord());
    }
    return items;
  }

  private Recommendation record(
      ListRequest request,
      UserView user,
      Variant variant,
      List<RankedItem> items,
      List<BaselineList> baselines,
      long servedTime) {
    return new Recommendation(
        request.id(),
        user.user(),
        user.sequence(),
        request.trigger().orElse(null),
        request.trigger().isPresent() ? null : request.id(),
        items,
        baselines,
        RankingFeatures.FINGERPRINT,
        models.version(),
        variant.label(),
        request.eventTime(),
        request.ingestTime(),
        servedTime,
        user.lastItem().orElse(null));
  }

  private static void requireSize(int size) {
    if (size < 1 || size > MAX_SIZE) {
      throw new ScoringException("out-of-range", "count = " + size + ", expected 1 to " + MAX_SIZE);
    }
  }
}
