package io.freshet.schemas.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.freshet.schemas.record.Label;
import io.freshet.schemas.wire.Samples;
import io.freshet.schemas.wire.SchemaVersions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.avro.specific.SpecificRecordBase;
import org.junit.jupiter.api.Test;

class TopicsTest {
  @Test
  void namesAreUniqueAndLegal() {
    List<String> names = Topics.all().stream().map(Topic::name).toList();

    assertThat(names).doesNotHaveDuplicates().allMatch(name -> name.matches("[a-z]+(-[a-z]+)*"));
  }

  @Test
  void everyTopicIsFoundByItsName() {
    for (Topic<?> topic : Topics.all()) {
      assertThat(Topics.named(topic.name()).orElseThrow()).isSameAs(topic);
    }
    assertThat(Topics.named("no-such-topic")).isEmpty();
  }

  @Test
  void everyRecordHasAtLeastOneSchemaVersion() {
    for (Topic<?> topic : Topics.all()) {
      assertThat(SchemaVersions.of(topic.type().getSimpleName())).as(topic.name()).isNotEmpty();
    }
  }

  @Test
  void keysAreThoseOfTheSamples() {
    Map<String, String> keys =
        Topics.all().stream().collect(Collectors.toMap(Topic::name, TopicsTest::keyOfSample));

    assertThat(keys)
        .containsOnly(
            Map.entry("interactions", "user-1"),
            Map.entry("items", "item-1"),
            Map.entry("texts", "text-1"),
            Map.entry("labels", "text-1"),
            Map.entry("requests", "user-1"),
            Map.entry("user-features", "user-1"),
            Map.entry("item-features", "item-1"),
            Map.entry("examples", "user-1"),
            Map.entry("outcomes", "user-1"),
            Map.entry("progress", "serving/next-item/freshet/1"),
            Map.entry("parameters", "text-sentiment/weights/123/456"),
            Map.entry("recommendations", "user-1"),
            Map.entry("text-predictions", "text-1"),
            Map.entry("models", "text-encoder"),
            Map.entry("inference-requests", "request-1"),
            Map.entry("inferences", "request-1"),
            Map.entry("alerts", "text-encoder"),
            Map.entry("rejected", "malformed-json"),
            Map.entry("late", "malformed-json"));
  }

  @Test
  void topicsThatAreJoinedByKeyHaveTheSameNumberOfPartitions() {
    assertThat(List.of(Topics.INTERACTIONS, Topics.RECOMMENDATIONS, Topics.USER_FEATURES))
        .extracting(Topic::partitions)
        .containsOnly(Topics.INTERACTIONS.partitions());
    assertThat(List.of(Topics.TEXTS, Topics.LABELS, Topics.TEXT_PREDICTIONS))
        .extracting(Topic::partitions)
        .containsOnly(Topics.TEXTS.partitions());
  }

  @Test
  void parametersHaveOnePartitionSoThatOffsetsAreModelVersions() {
    assertThat(Topics.PARAMETERS.partitions()).isEqualTo(1);
    assertThat(Topics.PARAMETERS.cleanup().value()).isEqualTo("compact");
  }

  @Test
  void onlyParametersGiveATombstoneAMeaning() {
    assertThat(Topics.all().stream().filter(topic -> topic.tombstone().isPresent()))
        .singleElement()
        .isSameAs(Topics.PARAMETERS);
  }

  @Test
  void aTopicNeedsAPartition() {
    assertThatThrownBy(
            () ->
                new Topic<>(
                    "labels",
                    Label.class,
                    Label::getTextId,
                    0,
                    CleanupPolicy.DELETE,
                    Duration.ofDays(1),
                    "labels"))
        .hasMessage("topic labels: partitions = 0, expected at least 1");
  }

  private static <T extends SpecificRecordBase> String keyOfSample(Topic<T> topic) {
    return topic.keyOf(Samples.of(topic.type()));
  }
}
