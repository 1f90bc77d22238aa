package io.freshet.scoring.flink;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.schemas.flink.Accepted;
import io.freshet.schemas.flink.FlinkConfig;
import io.freshet.schemas.flink.JobEnvironment;
import io.freshet.schemas.record.ModelVersion;
import io.freshet.schemas.record.Rejected;
import io.freshet.schemas.record.Text;
import io.freshet.schemas.topic.Topics;
import io.freshet.scoring.Samples;
import io.freshet.scoring.text.EncodedText;
import io.freshet.scoring.text.TextServingConfig;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.formats.avro.typeutils.AvroTypeInfo;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.flink.util.CloseableIterator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Texts through the encoder that comes with the program, some of which it cannot encode. */
@Timeout(180)
class EncodeTextsTopologyTest {
  @RegisterExtension
  static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder()
              .setNumberTaskManagers(1)
              .setNumberSlotsPerTaskManager(1)
              .build());

  private static final int TEXTS = 200;
  private static final int EVERY = 20;
  private static final String TOO_LONG = "word ".repeat(5_000);

  @Test
  void encodesTheGoodOnesAndRejectsTheBadOnesWithTheirReasons() throws Exception {
    StreamExecutionEnvironment environment = environment();
    List<Text> texts = IntStream.range(0, TEXTS).mapToObj(EncodeTextsTopologyTest::text).toList();
    SingleOutputStreamOperator<EncodedText> encoded =
        ScoringTopology.encode(
            environment.fromData(texts, new AvroTypeInfo<>(Text.class)).uid("source-texts"),
            silent(environment),
            TextServingConfig.defaults());

    try (CloseableIterator<EncodedText> answers = encoded.collectAsync();
        CloseableIterator<Rejected> rejected =
            encoded.getSideOutput(Accepted.REJECTED).collectAsync()) {
      environment.executeAsync();
      assertAnswered(drain(answers));
      assertRejected(drain(rejected), texts);
    }
  }

  private static void assertAnswered(List<EncodedText> answers) {
    assertThat(answers)
        .extracting(answer -> answer.text.getTextId())
        .containsExactlyElementsOf(
            IntStream.range(0, TEXTS).filter(i -> !isBad(i)).mapToObj(i -> "t" + i).toList());
    assertThat(answers)
        .allMatch(answer -> answer.embedding.length == 384 && answer.scale > 0)
        .allMatch(answer -> answer.encoding.equals("all-MiniLM-L6-v2-int8/1"))
        .allMatch(answer -> answer.offsets.containsKey("sentiment"));
  }

  private static void assertRejected(List<Rejected> rejected, List<Text> texts) {
    List<Integer> bad =
        IntStream.range(0, TEXTS).filter(EncodeTextsTopologyTest::isBad).boxed().toList();
    assertThat(rejected).hasSize(bad.size());
    for (int place = 0; place < bad.size(); place++) {
      int number = bad.get(place);
      Rejected letter = rejected.get(place);
      assertThat(letter.getReason()).isEqualTo(isLong(number) ? "too-long" : "unencodable");
      assertThat(letter.getTopic()).isEqualTo("texts");
      assertThat(letter.getPayload())
          .isEqualTo(ByteBuffer.wrap(Topics.TEXTS.codec().encode(texts.get(number))));
    }
  }

  private static Text text(int number) {
    String content = "This is sentence number " + number + ".";
    String bad = isLong(number) ? TOO_LONG : " \n ";
    return Samples.text("t" + number, isBad(number) ? bad : content);
  }

  private static boolean isBad(int number) {
    return number % EVERY == EVERY - 1;
  }

  private static boolean isLong(int number) {
    return number / EVERY % 2 == 0;
  }

  private static DataStream<ModelVersion> silent(StreamExecutionEnvironment environment) {
    return environment
        .fromSequence(0, 0)
        .uid("source-models")
        .<ModelVersion>flatMap((number, out) -> {})
        .returns(new AvroTypeInfo<>(ModelVersion.class))
        .uid("test-no-models");
  }

  private static StreamExecutionEnvironment environment() {
    Configuration settings = JobEnvironment.configuration(FlinkConfig.defaults());
    settings.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
    return StreamExecutionEnvironment.getExecutionEnvironment(settings);
  }

  private static <T> List<T> drain(CloseableIterator<T> results) {
    List<T> all = new ArrayList<>();
    results.forEachRemaining(all::add);
    return all;
  }
}
