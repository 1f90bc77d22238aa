package io.freshet.features;

import io.freshet.schemas.record.Example;
import io.freshet.schemas.record.Interaction;
import io.freshet.schemas.record.Recommendation;
import io.freshet.schemas.record.UserFeatures;
import java.util.List;

/**
 * What one user's events do to the user's state: history and counters, NEXT_ITEM examples, and the
 * attribution join. Pure, but for the {@link NegativeSampler} that all users of a subtask share.
 */
public final class UserJourney {
  private final FeatureConfig config;
  private final AttributionJoin join;
  private final NegativeSampler sampler;

  public UserJourney(FeatureConfig config, NegativeSampler sampler) {
    this.config = config;
    this.join = new AttributionJoin(config);
    this.sampler = sampler;
  }

  /**
   * When an event is processed.
   *
   * @param watermark event time so far, epoch milliseconds
   * @param processing wall clock, epoch milliseconds
   */
  public record Now(long watermark, long processing) {}

  /**
   * An organic interaction.
   *
   * @param content of its item
   * @return the user's features after it
   */
  public UserFeatures interacted(
      UserState state, Interaction interaction, ItemContent content, Now now, Decisions decisions) {
    decisions.examples().add(nextItem(state, interaction, content));
    sampler.add(interaction.getItem());
    state.seen(Math.max(interaction.getEventTime(), now.watermark()));
    state.history.add(interaction, content.categories(), config);
    join.interacted(
        state.attribution, interaction, state.history.sequence(), now.processing(), decisions);
    return state.history.features(interaction, config);
  }

  /** A list that was served to the user. */
  public void served(UserState state, Recommendation list, Now now, Decisions decisions) {
    state.seen(Math.max(list.getEventTime(), now.watermark()));
    join.served(state.attribution, list, now.watermark(), decisions);
  }

  /** Event time has come to a timer. */
  public void expire(UserState state, long watermark, Decisions decisions) {
    join.expire(state.attribution, watermark, decisions);
  }

  /** Processing time has come to a timer. */
  public void timeOut(UserState state, String user, long processing, Decisions decisions) {
    join.timeOut(state.attribution, user, processing, decisions);
  }

  private Example nextItem(UserState state, Interaction interaction, ItemContent content) {
    String item = interaction.getItem();
    List<String> negatives =
        sampler.sample(
            interaction.getEventId(),
            config.negatives(),
            drawn -> drawn.equals(item) || state.attribution.knows(drawn));
    return Examples.nextItem(
        interaction, content, state.history.latest(config.exampleHistory()), negatives);
  }
}
