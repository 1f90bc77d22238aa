package io.freshet.schemas.model;

import io.freshet.schemas.config.ConfigException;
import io.freshet.schemas.record.InteractionType;
import java.io.Serializable;
import java.util.Map;

/**
 * How much an interaction says of its user's taste, by type.
 *
 * @param types type → weight, 0 or more; a type that is not named weighs 1
 */
public record EventWeights(Map<InteractionType, Double> types) implements Serializable {
  public EventWeights {
    types = Map.copyOf(types);
    types.forEach(
        (type, weight) ->
            ConfigException.require(weight >= 0, "types." + type, weight, "0 or more"));
  }

  /** What was disliked says nothing of what else is liked. */
  public static EventWeights defaults() {
    return new EventWeights(Map.of(InteractionType.DISLIKE, 0.0));
  }

  public double of(InteractionType type) {
    return types.getOrDefault(type, 1.0);
  }
}
