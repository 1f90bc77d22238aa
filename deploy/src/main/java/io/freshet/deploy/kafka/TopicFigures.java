package io.freshet.deploy.kafka;

import io.freshet.schemas.topic.Topic;
import io.freshet.schemas.topic.Topics;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;

/**
 * A topic of the catalogue as it is on a broker.
 *
 * @param topic entry of the catalogue
 * @param exists whether the broker has it
 * @param partitions how many it has; 0 when it does not exist
 * @param records end offsets less begin offsets: markers of transactions are counted too, and what
 *     compaction removed
 */
public record TopicFigures(Topic<?> topic, boolean exists, int partitions, long records) {

  /** All topics of the catalogue. */
  public static List<TopicFigures> read(BrokerConnection broker) {
    Set<String> existing = broker.topics();
    return Topics.all().stream()
        .map(
            topic ->
                existing.contains(topic.name())
                    ? read(broker, topic)
                    : new TopicFigures(topic, false, 0, 0))
        .toList();
  }

  private static TopicFigures read(BrokerConnection broker, Topic<?> topic) {
    List<TopicPartition> partitions = broker.partitions(topic.name());
    long records =
        offsets(broker, partitions, OffsetSpec.latest())
            - offsets(broker, partitions, OffsetSpec.earliest());
    return new TopicFigures(topic, true, partitions.size(), records);
  }

  private static long offsets(
      BrokerConnection broker, List<TopicPartition> partitions, OffsetSpec spec) {
    Map<TopicPartition, OffsetSpec> request =
        partitions.stream().collect(Collectors.toMap(Function.identity(), partition -> spec));
    return broker.get(broker.admin().listOffsets(request).all()).values().stream()
        .mapToLong(ListOffsetsResultInfo::offset)
        .sum();
  }
}
