package io.freshet.scoring.configured;

import io.freshet.schemas.config.ConfigException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a model takes from a request; at least one of the three.
 *
 * @param text the text, as tokens
 * @param numbers numeric features by name; more than one entry where the model has more than one
 *     tensor of them
 * @param image the image, as pixels
 */
public record InputsConfig(
    @Nullable TextInputConfig text,
    @Nullable List<NumbersInputConfig> numbers,
    @Nullable ImageInputConfig image)
    implements Serializable {
  static final InputsConfig NONE = new InputsConfig(null, null, null);

  public InputsConfig {
    numbers = List.copyOf(Objects.requireNonNullElse(numbers, List.of()));
  }

  InputsConfig checked(String key) {
    List<NumbersInputConfig> groups = Objects.requireNonNull(numbers);
    ConfigException.require(
        text != null || !groups.isEmpty() || image != null,
        key,
        "nothing",
        "at least one of text, numbers, image");
    if (text != null) {
      text.check(key + ".text");
    }
    for (int i = 0; i < groups.size(); i++) {
      groups.get(i).check(key + ".numbers[" + i + "]");
    }
    if (image != null) {
      image.check(key + ".image");
    }
    Set<String> tensors = new HashSet<>();
    for (String tensor : tensors()) {
      ConfigException.require(tensors.add(tensor), key, tensor, "each tensor once");
    }
    return this;
  }

  List<NumbersInputConfig> groups() {
    return Objects.requireNonNull(numbers);
  }

  private List<String> tensors() {
    List<String> tensors = new ArrayList<>();
    if (text != null) {
      tensors.addAll(text.tensors());
    }
    Objects.requireNonNull(numbers).forEach(group -> tensors.addAll(group.tensors()));
    if (image != null) {
      tensors.add(image.tensor());
    }
    return tensors;
  }
}
