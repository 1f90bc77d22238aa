package io.freshet.scoring.configured;

import io.freshet.schemas.config.ConfigException;
import io.freshet.scoring.text.Pooling;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What the answer of a model means; at least one of the three.
 *
 * @param classes probabilities of classes
 * @param score a number
 * @param embedding a vector
 */
public record OutputsConfig(
    @Nullable Classes classes, @Nullable Score score, @Nullable Vector embedding)
    implements Serializable {
  static final OutputsConfig NONE = new OutputsConfig(null, null, null);

  /**
   * @param tensor [batch, labels]
   * @param labels names of the classes, in the order of the model
   * @param softmax whether the values are logits, of which p = softmax(z) is taken; else they are
   *     the probabilities
   */
  public record Classes(String tensor, @Nullable List<String> labels, @Nullable Boolean softmax)
      implements Serializable {
    public Classes {
      labels = List.copyOf(Objects.requireNonNullElse(labels, List.of()));
      softmax = Boolean.TRUE.equals(softmax);
    }

    /** Names of the classes. */
    public List<String> names() {
      return Objects.requireNonNull(labels);
    }
  }

  /**
   * @param tensor [batch] or [batch, 1]
   * @param sigmoid whether 1 / (1 + e^−z) is taken of the value
   */
  public record Score(String tensor, @Nullable Boolean sigmoid) implements Serializable {
    public Score {
      sigmoid = Boolean.TRUE.equals(sigmoid);
    }
  }

  /**
   * @param tensor [batch, dimensions], or [batch, tokens, dimensions] with pooling
   * @param pooling mean or cls; absent when the model has done it
   * @param normalise whether the vector is brought to length 1
   */
  public record Vector(String tensor, @Nullable Pooling pooling, @Nullable Boolean normalise)
      implements Serializable {
    public Vector {
      normalise = Boolean.TRUE.equals(normalise);
    }
  }

  OutputsConfig checked(String key) {
    List<String> tensors = new ArrayList<>();
    if (classes != null) {
      tensors.add(required(key + ".classes.tensor", classes.tensor()));
      checkLabels(key + ".classes.labels", classes.names());
    }
    if (score != null) {
      tensors.add(required(key + ".score.tensor", score.tensor()));
    }
    if (embedding != null) {
      tensors.add(required(key + ".embedding.tensor", embedding.tensor()));
    }
    ConfigException.require(
        !tensors.isEmpty(), key, "nothing", "at least one of classes, score, embedding");
    return this;
  }

  boolean poolsTokens() {
    return embedding != null && embedding.pooling() != null;
  }

  private static void checkLabels(String key, List<String> labels) {
    ConfigException.require(
        labels.size() >= 2 && new HashSet<>(labels).size() == labels.size(),
        key,
        labels,
        "at least two names, each once");
  }

  private static String required(String key, @Nullable String tensor) {
    ConfigException.require(tensor != null && !tensor.isBlank(), key, tensor, "a tensor name");
    return Objects.requireNonNull(tensor);
  }
}
