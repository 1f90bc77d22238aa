package io.freshet.scoring.configured;

import io.freshet.schemas.config.ConfigException;
import java.io.Serializable;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Numeric features of a request, as float32.
 *
 * @param tensor that has all of them in a row: [batch, features]; absent: each feature has a tensor
 *     of its own, called like it: [batch, 1] or [batch]
 * @param features their names, in the order of the model
 * @param missing value of one that a request does not have; absent: such a request is rejected
 */
public record NumbersInputConfig(
    @Nullable String tensor, @Nullable List<String> features, @Nullable Double missing)
    implements Serializable {
  public NumbersInputConfig {
    features = List.copyOf(Objects.requireNonNullElse(features, List.of()));
  }

  void check(String key) {
    ConfigException.require(
        tensor == null || !tensor.isBlank(), key + ".tensor", "''", "a tensor name");
    ConfigException.require(!names().isEmpty(), key + ".features", names(), "at least one feature");
    ConfigException.require(
        new HashSet<>(names()).size() == names().size(),
        key + ".features",
        names(),
        "each name once");
    ConfigException.require(
        missing == null || Double.isFinite(missing), key + ".missing", missing, "a finite number");
  }

  List<String> names() {
    return Objects.requireNonNull(features);
  }

  List<String> tensors() {
    return tensor == null ? names() : List.of(tensor);
  }
}
