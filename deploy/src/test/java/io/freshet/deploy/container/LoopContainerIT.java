package io.freshet.deploy.container;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.deploy.Await;
import io.freshet.deploy.flink.EmbeddedFlink;
import io.freshet.deploy.flink.FlinkPlace;
import io.freshet.deploy.flink.JobDefinition;
import io.freshet.deploy.flink.PipelineJobs;
import io.freshet.schemas.config.ConfigFile;
import io.freshet.schemas.flink.FlinkConfig;
import io.freshet.schemas.kafka.KafkaConfig;
import io.freshet.schemas.kafka.TopicCreator;
import io.freshet.schemas.record.Example;
import io.freshet.schemas.record.ExampleKind;
import io.freshet.schemas.record.Interaction;
import io.freshet.schemas.record.InteractionType;
import io.freshet.schemas.record.Outcome;
import io.freshet.schemas.record.ParameterRow;
import io.freshet.schemas.record.Recommendation;
import io.freshet.schemas.topic.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole loop while its broker is killed and started again. */
class LoopContainerIT {
  private static final int EVENTS = 4_000;
  private static final Duration TIMEOUT = Duration.ofMinutes(3);

  private final GeneratedShop shop = new GeneratedShop(11, System.currentTimeMillis());
  private final List<Interaction> interactions = shop.interactions(EVENTS);
  private final Set<String> organic =
      interactions.stream()
          .filter(interaction -> interaction.getType() != InteractionType.IMPRESSION)
          .map(Interaction::getEventId)
          .collect(Collectors.toSet());

  @TempDir Path directory;

  @Test
  void nothingIsLostAndNoExampleIsDoubledWhenTheBrokerIsKilled() throws Exception {
    try (BrokerContainer broker = BrokerContainer.start();
        EmbeddedFlink flink = startFlink()) {
      TopicCreator.createMissing(broker.kafka());
      startJobs(flink, broker.kafka());

      feedAcrossAKill(broker);

      awaitExamples(broker.kafka());
      awaitRecommendations(broker.kafka());
      awaitOutcomes(broker.kafka());
      awaitModels(broker.kafka());
      assertThatInteractionsAreAsSent(broker.kafka());
      assertThatExamplesAreThereOnce(broker.kafka());
      assertThatOutcomesAreThereOnce(broker.kafka());
    }
  }

  private EmbeddedFlink startFlink() throws Exception {
    FlinkPlace place =
        new FlinkPlace("localhost", 0, directory.resolve("checkpoints"), directory.resolve("tmp"));
    return EmbeddedFlink.start(place, PipelineJobs.all().size(), false);
  }

  private static void startJobs(EmbeddedFlink flink, KafkaConfig kafka) throws Exception {
    ConfigFile config =
        ConfigFile.empty().with("kafka", kafka).with("flink", FlinkConfig.defaults());
    for (JobDefinition job : PipelineJobs.all()) {
      if (job.needed().test(config)) {
        flink.submit(job, config);
      }
    }
    flink.awaitRunning(TIMEOUT);
  }

  private void feedAcrossAKill(BrokerContainer broker) throws Exception {
    try (EventFeed feed = new EventFeed(broker.kafka());
        TopicLog<Recommendation> lists = new TopicLog<>(broker.kafka(), Topics.RECOMMENDATIONS)) {
      feed.send(Topics.ITEMS, shop.items());
      feed.send(Topics.INTERACTIONS, interactions.subList(0, EVENTS / 2));
      Await.until(() -> lists.readToEnd().size() > EVENTS / 8, TIMEOUT);
      broker.kill();
      CompletableFuture<Void> rest =
          CompletableFuture.runAsync(
              () -> feed.send(Topics.INTERACTIONS, interactions.subList(EVENTS / 2, EVENTS)));
      broker.restart();
      rest.get();
      feed.awaitAcknowledged();
    }
  }

  private void awaitExamples(KafkaConfig kafka) throws Exception {
    try (TopicLog<Example> log = new TopicLog<>(kafka, Topics.EXAMPLES)) {
      Await.until(() -> nextItemIds(log.readToEnd()).size() >= organic.size(), TIMEOUT);
    }
  }

  private void awaitRecommendations(KafkaConfig kafka) throws Exception {
    try (TopicLog<Recommendation> log = new TopicLog<>(kafka, Topics.RECOMMENDATIONS)) {
      Await.until(() -> triggers(log.readToEnd()).equals(organic), TIMEOUT);
    }
  }

  /** Every organic interaction is the outcome of the list at the sequence number before its own. */
  private void awaitOutcomes(KafkaConfig kafka) throws Exception {
    Set<String> expected = new HashSet<>();
    Map<String, Integer> sequences = new HashMap<>();
    for (Interaction interaction : interactions) {
      if (organic.contains(interaction.getEventId())) {
        int sequence = sequences.merge(interaction.getUser(), 1, Integer::sum);
        expected.add(interaction.getUser() + "/" + (sequence - 1));
      }
    }
    try (TopicLog<Outcome> log = new TopicLog<>(kafka, Topics.OUTCOMES)) {
      Await.until(() -> predictionIds(log.readToEnd()).containsAll(expected), TIMEOUT);
    }
  }

  private void awaitModels(KafkaConfig kafka) throws Exception {
    Set<String> items =
        interactions.stream()
            .filter(interaction -> organic.contains(interaction.getEventId()))
            .map(Interaction::getItem)
            .collect(Collectors.toSet());
    try (TopicLog<ParameterRow> log = new TopicLog<>(kafka, Topics.PARAMETERS)) {
      Await.until(() -> keys("popularity", log.readToEnd()).containsAll(items), TIMEOUT);
      Await.until(() -> keys("co-visitation", log.readToEnd()).containsAll(items), TIMEOUT);
    }
  }

  private void assertThatInteractionsAreAsSent(KafkaConfig kafka) throws Exception {
    try (TopicLog<Interaction> log = new TopicLog<>(kafka, Topics.INTERACTIONS)) {
      assertThat(log.readToEnd()).containsExactlyInAnyOrderElementsOf(interactions);
    }
  }

  private void assertThatExamplesAreThereOnce(KafkaConfig kafka) throws Exception {
    try (TopicLog<Example> log = new TopicLog<>(kafka, Topics.EXAMPLES)) {
      List<Example> examples = log.readToEnd();
      assertThat(nextItemIds(examples))
          .containsExactlyInAnyOrderElementsOf(organic.stream().map(id -> "next/" + id).toList());
      assertThat(examples).extracting(Example::getKind).contains(ExampleKind.RANKING);
      assertThat(examples).extracting(Example::getId).doesNotHaveDuplicates();
    }
  }

  private static void assertThatOutcomesAreThereOnce(KafkaConfig kafka) throws Exception {
    try (TopicLog<Outcome> log = new TopicLog<>(kafka, Topics.OUTCOMES)) {
      assertThat(log.readToEnd()).extracting(Outcome::getPredictionId).doesNotHaveDuplicates();
    }
  }

  private static List<String> nextItemIds(List<Example> examples) {
    return examples.stream()
        .filter(example -> example.getKind() == ExampleKind.NEXT_ITEM)
        .map(Example::getId)
        .toList();
  }

  private static Set<String> keys(String model, List<ParameterRow> rows) {
    return rows.stream()
        .filter(row -> row.getModel().equals(model))
        .map(ParameterRow::getKey)
        .collect(Collectors.toSet());
  }

  private static Set<String> predictionIds(List<Outcome> outcomes) {
    return outcomes.stream().map(Outcome::getPredictionId).collect(Collectors.toSet());
  }

  private static Set<String> triggers(List<Recommendation> lists) {
    return lists.stream()
        .map(Recommendation::getTrigger)
        .flatMap(Optional::stream)
        .collect(Collectors.toCollection(HashSet::new));
  }
}
