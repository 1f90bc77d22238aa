package io.freshet.deploy.classify;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.freshet.schemas.config.ConfigException;
import io.freshet.scoring.text.TaskConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Which classes texts are to be told apart by: of configured tasks, or named on the spot. */
final class TaskChoice {
  private static final YAMLMapper YAML = new YAMLMapper();
  private static final TypeReference<LinkedHashMap<String, List<String>>> CLASSES =
      new TypeReference<>() {};

  private TaskChoice() {}

  /** Classes that are recognised by their names. */
  static TaskConfig named(List<String> labels) {
    Map<String, List<String>> classes = new LinkedHashMap<>();
    labels.stream()
        .map(String::strip)
        .filter(label -> !label.isEmpty())
        .forEach(label -> classes.put(label, List.of()));
    ConfigException.require(
        classes.size() >= 2, "--labels", labels, "two classes or more, separated by commas");
    return new TaskConfig(classes, null);
  }

  /** Classes with sentences that are typical of them: {@code class: [sentence, …]}. */
  static TaskConfig seeded(Path file) {
    try {
      Map<String, List<String>> classes = YAML.readValue(Files.readString(file), CLASSES);
      ConfigException.require(
          classes != null && classes.size() >= 2,
          "--seeds",
          file,
          "a YAML file with two classes or more, each 'class: [sentence, …]'");
      return new TaskConfig(classes, null);
    } catch (JsonProcessingException e) {
      throw new ConfigException(
          "--seeds = "
              + file
              + ", expected a YAML file of 'class: [sentence, …]': "
              + e.getOriginalMessage());
    } catch (IOException e) {
      throw new ConfigException("--seeds = " + file + " cannot be read: " + e.getMessage());
    }
  }
}
