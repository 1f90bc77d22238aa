package io.freshet.deploy.evaluate;

import io.freshet.features.Decisions;
import io.freshet.features.FeatureConfig;
import io.freshet.features.ItemContent;
import io.freshet.features.ItemState;
import io.freshet.features.NegativeSampler;
import io.freshet.features.UserJourney;
import io.freshet.features.UserJourney.Now;
import io.freshet.features.UserState;
import io.freshet.schemas.record.Example;
import io.freshet.schemas.record.HistoryEntry;
import io.freshet.schemas.record.Interaction;
import io.freshet.schemas.record.InteractionType;
import io.freshet.schemas.record.Item;
import io.freshet.schemas.record.RankedItem;
import io.freshet.schemas.record.Recommendation;
import io.freshet.schemas.record.UserFeatures;
import io.freshet.scoring.ItemCatalogue;
import io.freshet.scoring.KnownItems;
import io.freshet.scoring.ListRequest;
import io.freshet.scoring.Recommender;
import io.freshet.scoring.ScoringConfig;
import io.freshet.scoring.ScoringView;
import io.freshet.scoring.UserView;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;

/**
 * The pipeline's loop without servers: features, examples, learning and lists, in the order of the
 * events, each of them finished before the next. A user's list is made after an event of the user
 * and stands until the next one. Its wall clock ticks once per interaction.
 */
public final class ServingLoop {
  private final FeatureConfig features;
  private final ScoringConfig scoring;
  private final UserJourney journey;
  private final LearnedModels models;
  private final LoopListener listener;
  private final ScoringView view;
  private final Recommender recommender;
  private final Map<String, ItemState> items = new HashMap<>();
  private final Map<String, ItemContent> contents = new HashMap<>();
  private final Map<String, User> users = new HashMap<>();
  private final PriorityQueue<Timer> timers = new PriorityQueue<>();
  private long wallClock;

  /** What the loop remembers of a user. */
  private static final class User {
    final UserState state = new UserState();
    final KnownItems known;
    Optional<UserFeatures> features = Optional.empty();
    Optional<Recommendation> list = Optional.empty();
    long timer = Long.MAX_VALUE;

    User(int knownItems) {
      known = KnownItems.empty(knownItems);
    }
  }

  private record Timer(long time, String user) implements Comparable<Timer> {
    @Override
    public int compareTo(Timer other) {
      return Long.compare(time, other.time);
    }
  }

  /**
   * @param models that it scores with and teaches
   */
  public ServingLoop(LoopConfig config, LearnedModels models, LoopListener listener) {
    this.features = config.features();
    this.scoring = config.scoring();
    this.journey =
        new UserJourney(features, new NegativeSampler(features.negativePool(), List.of()));
    this.models = models;
    this.listener = listener;
    this.view =
        new ScoringView(models.views(), new ItemCatalogue(scoring.candidates().newItemPool()));
    this.recommender = new Recommender(scoring, view.models(), view.catalogue());
  }

  /** The models that the loop has learned so far. */
  LearnedModels models() {
    return models;
  }

  /** The user's recent interactions, oldest first. */
  List<HistoryEntry> history(String user) {
    User state = users.get(user);
    return state == null || state.features.isEmpty()
        ? List.of()
        : state.features.get().getHistory();
  }

  /**
   * The list that the user has before an event: the one made after the previous event, or for a new
   * user the answer to a request at this moment.
   */
  List<String> list(String user, long time) {
    User state = users.get(user);
    Recommendation list =
        state != null && state.list.isPresent()
            ? state.list.get()
            : recommender.recommend(request(user, time), UserView.unknown(user), wallClock);
    return list.getItems().stream().map(RankedItem::getItem).toList();
  }

  /** Takes the latest description of an item. */
  public void describe(Item item) {
    ItemState state = items.computeIfAbsent(item.getItem(), added -> new ItemState());
    if (state.describe(item)) {
      view.describe(state.features(item.getItem(), features, item.getEventTime()));
      contents.put(item.getItem(), ItemContent.of(item));
    }
  }

  /** Takes the next interaction, and makes the list that follows it. */
  public void take(Interaction interaction) {
    watch(interaction);
    if (interaction.getType() != InteractionType.IMPRESSION) {
      User user = users.computeIfAbsent(interaction.getUser(), this::user);
      serve(user, interaction.getEventTime());
      setTimer(interaction.getUser(), user);
    }
  }

  /** Takes the next interaction without making a list. */
  public void watch(Interaction interaction) {
    touch(interaction);
    if (interaction.getType() != InteractionType.IMPRESSION) {
      expireLists(interaction.getEventTime());
      User user = users.computeIfAbsent(interaction.getUser(), this::user);
      learn(user, interaction);
      setTimer(interaction.getUser(), user);
    }
  }

  private User user(String id) {
    return new User(scoring.knownItems());
  }

  private void touch(Interaction interaction) {
    ItemState state = items.computeIfAbsent(interaction.getItem(), added -> new ItemState());
    state.touch(interaction.getType(), interaction.getEventTime(), features);
    view.describe(state.features(interaction.getItem(), features, interaction.getEventTime()));
  }

  private void learn(User user, Interaction interaction) {
    interaction.setIngestTime(++wallClock);
    Decisions decisions = new Decisions();
    UserFeatures after =
        journey.interacted(
            user.state,
            interaction,
            contents.getOrDefault(interaction.getItem(), ItemContent.UNKNOWN),
            now(interaction.getEventTime()),
            decisions);
    user.features = Optional.of(after);
    user.known.add(interaction.getItem(), after.getSequence());
    decisions.examples().forEach(this::learn);
  }

  private void learn(Example example) {
    listener.learned(example);
    models.learn(example);
  }

  private void serve(User user, long time) {
    UserFeatures latest = user.features.orElseThrow();
    Recommendation list =
        recommender.recommend(
            ListRequest.after(latest, scoring.listSize()),
            UserView.of(latest, user.known.items()),
            wallClock);
    listener.served(list);
    user.list = Optional.of(list);
    journey.served(user.state, list, now(time), new Decisions());
  }

  private void expireLists(long watermark) {
    while (!timers.isEmpty() && timers.peek().time() <= watermark) {
      expireLists(timers.poll().user(), watermark);
    }
  }

  private void expireLists(String id, long watermark) {
    User user = users.get(id);
    Decisions decisions = new Decisions();
    journey.expire(user.state, watermark, decisions);
    decisions.examples().forEach(this::learn);
    if (user.state.isForgettable(watermark, features)) {
      users.remove(id);
    } else {
      user.timer = Long.MAX_VALUE;
      setTimer(id, user);
    }
  }

  private void setTimer(String id, User user) {
    long next = user.state.nextEventTime(features);
    if (next < user.timer) {
      user.timer = next;
      timers.add(new Timer(next, id));
    }
  }

  private ListRequest request(String user, long time) {
    return new ListRequest(
        user + '@' + wallClock, Optional.empty(), scoring.listSize(), Set.of(), time, wallClock);
  }

  private Now now(long time) {
    return new Now(time, wallClock);
  }
}
