package io.freshet.scoring.flink;

import io.freshet.schemas.record.HistoryEntry;
import io.freshet.schemas.record.Recommendation;
import io.freshet.schemas.record.Rejected;
import io.freshet.schemas.record.UserFeatures;
import io.freshet.schemas.topic.Topics;
import io.freshet.scoring.KnownItems;
import io.freshet.scoring.ListRequest;
import io.freshet.scoring.Recommender;
import io.freshet.scoring.ScoringConfig;
import io.freshet.scoring.ScoringView;
import io.freshet.scoring.UserView;
import java.io.IOException;
import java.util.List;
import org.apache.flink.api.common.state.KeyedStateStore;
import org.apache.flink.api.common.state.StateTtlConfig;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.jspecify.annotations.NullUnmarked;

/** Answers every user-features update and every request with one list. */
@NullUnmarked
final class ListScorer implements BatchScorer<ListTrigger, ListScorer.Work, Recommendation> {
  private static final long serialVersionUID = 1L;

  private final ScoringConfig config;
  private transient ValueState<UserState> users;
  private transient Recommender recommender;

  ListScorer(ScoringConfig config) {
    this.config = config;
  }

  /** A list to be made for a user; the view's collections are those of the user's state. */
  record Work(ListRequest request, UserView user) {}

  @Override
  public void open(KeyedStateStore state, ScoringView view) {
    ValueStateDescriptor<UserState> descriptor =
        new ValueStateDescriptor<>("user-state", UserState.TYPE);
    descriptor.enableTimeToLive(StateTtlConfig.newBuilder(config.userTtl()).build());
    users = state.getState(descriptor);
    recommender = new Recommender(config, view.models(), view.catalogue());
  }

  @Override
  public Work prepare(ListTrigger trigger) throws IOException {
    return trigger.features != null
        ? after(trigger.features)
        : new Work(ListRequest.answering(trigger.request, config.listSize()), current(trigger));
  }

  @Override
  public void score(List<Work> batch, long now, Answers<Recommendation> answers) {
    recommender.lookAhead(
        batch.stream().map(Work::request).toList(), batch.stream().map(Work::user).toList());
    for (int place = 0; place < batch.size(); place++) {
      Work work = batch.get(place);
      try {
        answers.scored(place, recommender.recommend(work.request(), work.user(), now));
      } catch (RuntimeException e) {
        answers.failed(place, e);
      }
    }
  }

  @Override
  public void close() {
    if (recommender != null) {
      recommender.close();
    }
  }

  @Override
  public Rejected rejected(ListTrigger trigger, String reason, String message, long now) {
    return trigger.features != null
        ? DeadLetters.of(Topics.USER_FEATURES, trigger.features, reason, message, now)
        : DeadLetters.of(Topics.REQUESTS, trigger.request, reason, message, now);
  }

  private Work after(UserFeatures features) throws IOException {
    UserState user = users.value();
    if (user == null) {
      user = new UserState();
    }
    KnownItems known = new KnownItems(user.known, config.knownItems());
    learnKnown(known, features, user.sequence());
    if (features.getSequence() >= user.sequence()) {
      user.features = features;
    }
    users.update(user);
    return new Work(
        ListRequest.after(features, config.listSize()), UserView.of(features, known.items()));
  }

  /** Mostly one entry is new; after a gap the whole history counts. */
  private static void learnKnown(KnownItems known, UserFeatures features, long lastSequence) {
    List<HistoryEntry> history = features.getHistory();
    boolean next = features.getSequence() == lastSequence + 1;
    known.addAll(
        next && lastSequence > 0
            ? history.subList(Math.max(0, history.size() - 1), history.size())
            : history,
        features.getSequence());
  }

  private UserView current(ListTrigger trigger) throws IOException {
    UserState user = users.value();
    return user == null || user.features == null
        ? UserView.unknown(trigger.user())
        : UserView.of(user.features, user.known.keySet());
  }
}
