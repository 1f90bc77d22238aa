package io.freshet.schemas.model;

import io.freshet.schemas.config.ConfigException;
import java.io.Serializable;
import java.util.List;

/**
 * Section {@code models}: what learners and scorers must agree on.
 *
 * @param textTasks classification tasks that a text without tasks of its own is scored for
 */
public record ModelsConfig(
    PopularityConfig popularity,
    PopularityConfig trending,
    CoVisitationConfig coVisitation,
    CoVisitationConfig transitions,
    EmbeddingConfig embeddings,
    RankerConfig ranker,
    SoftmaxConfig text,
    RatingConfig rating,
    List<String> textTasks)
    implements Serializable {
  public ModelsConfig {
    ConfigException.require(
        textTasks.stream().allMatch(task -> task.matches("[a-z0-9][a-z0-9._-]*")),
        "models.text-tasks",
        textTasks,
        "names of lower-case letters, digits, '.', '_' and '-'");
    textTasks = List.copyOf(textTasks);
  }

  /** The decay of the rows of a model that have a landmark. */
  public ForwardDecay decay(String model) {
    PopularityConfig decaying = model.equals(PopularityModel.TRENDING) ? trending : popularity;
    return new ForwardDecay(decaying.halfLife());
  }

  public static ModelsConfig defaults() {
    return new ModelsConfig(
        PopularityConfig.defaults(),
        PopularityConfig.recent(),
        CoVisitationConfig.symmetric(),
        CoVisitationConfig.forward(),
        EmbeddingConfig.defaults(),
        RankerConfig.defaults(),
        SoftmaxConfig.defaults(),
        RatingConfig.defaults(),
        List.of("sentiment", "topic"));
  }
}
