package io.freshet.deploy.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.freshet.deploy.kafka.Redriver.Fate;
import io.freshet.deploy.kafka.Redriver.Step;
import io.freshet.deploy.redrive.RedriveFilter;
import io.freshet.ingestion.EventParser;
import io.freshet.ingestion.Limits;
import io.freshet.schemas.kafka.KafkaConfig;
import io.freshet.schemas.kafka.TopicCreator;
import io.freshet.schemas.kafka.TopicSerializer;
import io.freshet.schemas.record.Rejected;
import io.freshet.schemas.topic.Topics;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RedriverIT {
  private static final String VALID = "{\"user\":\"u1\",\"item\":\"i1\",\"type\":\"click\"}";
  private static final String RAW = "clicks";

  @TempDir Path directory;
  private EmbeddedBroker server;
  private BrokerConnection broker;
  private Redriver redriver;

  @BeforeEach
  void start() throws Exception {
    server = EmbeddedBroker.start(directory, "localhost", 0);
    KafkaConfig kafka = KafkaConfig.defaults().withBootstrapServers(server.bootstrapServers());
    TopicCreator.createMissing(kafka);
    broker = BrokerConnection.open(kafka);
    broker.get(broker.admin().createTopics(List.of(new NewTopic(RAW, 1, (short) 1))).all());
    redriver =
        new Redriver(broker, Topics.REJECTED, new EventParser(Limits.defaults(), () -> 1000L));
  }

  @AfterEach
  void stop() {
    broker.close();
    server.close();
  }

  @Test
  void eachDeadLetterGoesThroughOnce() throws Exception {
    reject(letter("ingest-server", "too-large").setTarget("interactions"), VALID);
    reject(letter("ingest-server", "missing-field").setTarget("interactions"), "{\"item\":\"i1\"}");
    reject(letter("ingest-job", "missing-field").setTopic(RAW).setPartition(0), "{\"a\":1}");
    reject(letter("ingest-job", "malformed-json"), "}");

    assertThat(tell(RedriveFilter.ALL)).hasSize(4);
    assertThat(records("interactions")).isZero();

    assertThat(send(RedriveFilter.ALL))
        .extracting(Step::offset, Step::fate, Step::detail)
        .containsExactly(
            tuple(0L, Fate.SENT, "interactions"),
            tuple(1L, Fate.STILL_INVALID, "user, expected this field"),
            tuple(2L, Fate.SENT, RAW),
            tuple(3L, Fate.LEFT, "it is not known what topic it was meant for"));
    assertThat(records("interactions")).isEqualTo(1);

    assertThat(send(RedriveFilter.ALL)).isEmpty();
    reject(letter("ingest-server", "too-large").setTarget("interactions"), VALID);
    assertThat(send(RedriveFilter.ALL)).extracting(Step::offset).containsExactly(4L);
    assertThat(records("interactions")).isEqualTo(2);
  }

  @Test
  void theClassesThatWereSentByThemselvesAreRemembered() throws Exception {
    reject(letter("ingest-server", "too-large").setTarget("interactions"), VALID);
    reject(letter("ingest-server", "out-of-range").setTarget("interactions"), VALID);
    RedriveFilter large = new RedriveFilter(Optional.of("too-large"), Optional.empty());

    assertThat(send(large)).extracting(Step::offset).containsExactly(0L);
    assertThat(send(large)).isEmpty();
    assertThat(send(RedriveFilter.ALL)).extracting(Step::offset).containsExactly(1L);
    assertThat(send(RedriveFilter.ALL)).isEmpty();
  }

  private List<Step> tell(RedriveFilter filter) {
    List<Step> steps = new ArrayList<>();
    redriver.tell(filter, false, steps::add);
    return steps;
  }

  private List<Step> send(RedriveFilter filter) {
    List<Step> steps = new ArrayList<>();
    redriver.send(filter, false, steps::add);
    return steps;
  }

  private static Rejected.Builder letter(String stage, String reason) {
    return Rejected.newBuilder()
        .setStage(stage)
        .setReason(reason)
        .setMessage("")
        .setTopic("")
        .setTime(0);
  }

  private void reject(Rejected.Builder letter, String payload) throws Exception {
    letter.setPayload(ByteBuffer.wrap(payload.getBytes(StandardCharsets.UTF_8)));
    try (var producer = broker.producer(Map.of())) {
      producer.send(new TopicSerializer<>(Topics.REJECTED).serialize(letter.build())).get();
    }
  }

  private long records(String topic) {
    List<Object> lines = new ArrayList<>();
    new TopicTail(broker, Topics.named(topic).orElseThrow())
        .read(new TopicTail.Request(true, false, Long.MAX_VALUE, Optional.empty()), lines::add);
    return lines.size();
  }
}
