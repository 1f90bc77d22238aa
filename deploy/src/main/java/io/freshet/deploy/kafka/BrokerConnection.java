package io.freshet.deploy.kafka;

import io.freshet.deploy.CommandException;
import io.freshet.schemas.kafka.KafkaConfig;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A Kafka that has answered. */
public final class BrokerConnection implements AutoCloseable {
  private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(5);

  private final KafkaConfig kafka;
  private final Admin admin;

  private BrokerConnection(KafkaConfig kafka, Admin admin) {
    this.kafka = kafka;
    this.admin = admin;
  }

  /** Fails within seconds when nothing answers. */
  public static BrokerConnection open(KafkaConfig kafka) {
    BrokerConnection connection = new BrokerConnection(kafka, admin(kafka));
    try {
      connection.topics();
      return connection;
    } catch (CommandException e) {
      connection.close();
      throw e;
    }
  }

  private static Admin admin(KafkaConfig kafka) {
    Properties properties = kafka.clientProperties();
    String timeout = Long.toString(ANSWER_TIMEOUT.toMillis());
    properties.setProperty("default.api.timeout.ms", timeout);
    properties.setProperty("request.timeout.ms", timeout);
    try {
      return Admin.create(properties);
    } catch (KafkaException e) {
      throw noAnswer(kafka, e.getCause() == null ? e : e.getCause());
    }
  }

  public Admin admin() {
    return admin;
  }

  /** Names of all topics. */
  public Set<String> topics() {
    return get(admin.listTopics().names());
  }

  /** The partitions of a topic that exists. */
  public List<TopicPartition> partitions(String topic) {
    return get(admin.describeTopics(List.of(topic)).allTopicNames())
        .get(topic)
        .partitions()
        .stream()
        .map(partition -> new TopicPartition(topic, partition.partition()))
        .toList();
  }

  /** The answer to a request; fails with one line for the user. */
  public <T> T get(KafkaFuture<T> answer) {
    try {
      return answer.get(ANSWER_TIMEOUT.toSeconds() + 1, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw noAnswer(kafka, e.getCause());
    } catch (TimeoutException e) {
      throw noAnswer(kafka, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw noAnswer(kafka, e);
    }
  }

  private static CommandException noAnswer(KafkaConfig kafka, Throwable cause) {
    return new CommandException(
        "Kafka at "
            + kafka.bootstrapServers()
            + " gives no answer ("
            + cause.getMessage()
            + "): start it with 'freshet up', or name another one with --bootstrap-servers",
        cause);
  }

  /** A consumer of committed records. */
  public KafkaConsumer<byte[], byte[]> consumer(Map<String, String> more) {
    Properties properties = kafka.clientProperties();
    properties.setProperty("isolation.level", "read_committed");
    properties.setProperty("enable.auto.commit", "false");
    properties.putAll(more);
    return new KafkaConsumer<>(
        properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  public KafkaProducer<byte[], byte[]> producer(Map<String, String> more) {
    Properties properties = kafka.clientProperties();
    properties.putAll(more);
    return new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
  }

  @Override
  public void close() {
    admin.close(Duration.ofSeconds(1));
  }
}
