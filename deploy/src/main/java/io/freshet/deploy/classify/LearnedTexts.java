package io.freshet.deploy.classify;

import io.freshet.deploy.CommandException;
import io.freshet.deploy.train.kafka.ModelTopic;
import io.freshet.schemas.kafka.KafkaConfig;
import io.freshet.schemas.record.ParameterRow;
import io.freshet.schemas.topic.Topics;
import io.freshet.scoring.ModelViews;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What a pipeline has learned of texts so far. */
final class LearnedTexts {
  private LearnedTexts() {}

  /**
   * Reads it from Kafka.
   *
   * @param views takes it
   * @return what was read, for people
   */
  static String read(KafkaConfig kafka, ModelViews views) throws InterruptedException {
    List<ParameterRow> rows;
    try (ModelTopic topic = ModelTopic.open(kafka)) {
      rows = topic.rows().values().stream().filter(ModelViews::isText).toList();
    }
    if (rows.isEmpty()) {
      throw new CommandException(
          "nothing was learned of texts yet: topic "
              + Topics.PARAMETERS.name()
              + " at "
              + kafka.bootstrapServers()
              + " has no rows of them");
    }
    rows.forEach(row -> views.apply(row, 0));
    String models =
        rows.stream()
            .map(ParameterRow::getModel)
            .distinct()
            .sorted()
            .collect(Collectors.joining(", "));
    return String.format(Locale.ROOT, "learned so far: %s, %,d rows", models, rows.size());
  }
}
