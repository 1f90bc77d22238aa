package io.freshet.deploy.evaluate;

import io.freshet.features.Decisions;
import io.freshet.features.FeatureConfig;
import io.freshet.features.ItemContent;
import io.freshet.features.NegativeSampler;
import io.freshet.features.UserJourney;
import io.freshet.features.UserJourney.Now;
import io.freshet.features.UserState;
import io.freshet.schemas.record.Example;
import io.freshet.schemas.record.Interaction;
import io.freshet.schemas.record.InteractionType;
import io.freshet.schemas.record.Item;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Makes of interactions the examples that the pipeline would make, where no lists are served. Its
 * wall clock stands still.
 */
final class RatingExamples {
  private final FeatureConfig features;
  private final UserJourney journey;
  private final Map<String, UserState> users = new HashMap<>();
  private final Map<String, ItemContent> contents = new HashMap<>();

  RatingExamples(FeatureConfig features) {
    this.features = features;
    this.journey =
        new UserJourney(features, new NegativeSampler(features.negativePool(), List.of()));
  }

  void describe(Item item) {
    contents.put(item.getItem(), ItemContent.of(item));
  }

  /** The example that an interaction makes; empty for an impression. */
  Optional<Example> of(Interaction interaction) {
    if (interaction.getType() == InteractionType.IMPRESSION) {
      return Optional.empty();
    }
    UserState state = users.computeIfAbsent(interaction.getUser(), added -> new UserState());
    Decisions decisions = new Decisions();
    journey.interacted(
        state,
        interaction,
        contents.getOrDefault(interaction.getItem(), ItemContent.UNKNOWN),
        new Now(interaction.getEventTime(), 0),
        decisions);
    Example example = decisions.examples().get(0);
    journey.timeOut(state, interaction.getUser(), features.outcomeWait().toMillis(), decisions);
    return Optional.of(example);
  }
}
