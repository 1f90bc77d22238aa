package io.freshet.deploy.evaluate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What an evaluation found.
 *
 * @param task next-item, rating or classify
 * @param events events that were read
 * @param tested events among them that were predicted and counted
 * @param seconds wall time of predicting and learning
 * @param models figures by model and by metric, in the order in which they are shown
 */
record Report(
    String task,
    long events,
    long tested,
    double seconds,
    Map<String, Map<String, Double>> models) {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  Report {
    models = Collections.unmodifiableMap(new LinkedHashMap<>(models));
  }

  /** {@code {"task":…,"events":…,"seconds":…,"models":{"<model>":{"<metric>":…}}}}. */
  String toJson() {
    ObjectNode root = MAPPER.createObjectNode();
    root.put("task", task).put("events", events).put("seconds", seconds);
    ObjectNode byModel = root.putObject("models");
    models.forEach((model, figures) -> figures.forEach(byModel.withObjectProperty(model)::put));
    try {
      return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(root);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
