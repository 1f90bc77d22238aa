package io.freshet.deploy.bench.flink;

import io.freshet.schemas.flink.FlinkConfig;
import io.freshet.schemas.flink.JobEnvironment;
import io.freshet.schemas.record.ModelVersion;
import io.freshet.schemas.record.Text;
import io.freshet.scoring.flink.ScoringTopology;
import io.freshet.scoring.inference.ResidentMemory;
import io.freshet.scoring.text.EncodedText;
import io.freshet.scoring.text.EncoderConfig;
import io.freshet.scoring.text.TextServingConfig;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.flink.api.common.functions.FlatMapFunction;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.formats.avro.typeutils.AvroTypeInfo;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.util.Collector;

/** The scoring job's encoding step in one TaskManager, and what memory that takes. */
public final class EncodingSubtasks {
  private static final long LOOK_MS = 20;

  private EncodingSubtasks() {}

  /**
   * Encodes texts, as many times as there are subtasks.
   *
   * @return the most that the process had resident while the job ran
   */
  public static long mostResidentBytes(EncoderConfig encoder, int subtasks, List<String> texts)
      throws Exception {
    Configuration settings = JobEnvironment.configuration(FlinkConfig.defaults());
    settings.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
    settings.set(RestOptions.BIND_PORT, "0");
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.createLocalEnvironment(subtasks, settings);
    define(environment, encoder, new Texts(List.copyOf(texts)));
    CompletableFuture<?> end = environment.executeAsync("bench-memory").getJobExecutionResult();
    long most = 0;
    while (!hasEnded(end)) {
      most = Math.max(most, ResidentMemory.bytes());
    }
    return most;
  }

  private static void define(
      StreamExecutionEnvironment environment, EncoderConfig encoder, Texts texts) {
    long count = (long) environment.getParallelism() * texts.texts().size();
    var records =
        environment
            .fromSequence(0, count - 1)
            .uid("memory-count-texts")
            .map(texts)
            .returns(new AvroTypeInfo<>(Text.class))
            .uid("memory-make-texts");
    var versions =
        environment
            .fromSequence(0, 0)
            .uid("memory-count-versions")
            .flatMap(new NoVersion())
            .returns(new AvroTypeInfo<>(ModelVersion.class))
            .uid("memory-make-versions");
    ScoringTopology.encode(records, versions, TextServingConfig.defaults().withEncoder(encoder))
        .sinkTo(new DiscardingSink<EncodedText>())
        .uid("memory-discard-answers");
  }

  private static boolean hasEnded(CompletableFuture<?> end) throws Exception {
    try {
      end.get(LOOK_MS, TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    }
  }

  private record Texts(List<String> texts) implements MapFunction<Long, Text> {
    @Override
    public Text map(Long number) {
      return Text.newBuilder()
          .setEventId(number.toString())
          .setTextId(number.toString())
          .setText(texts.get((int) (number % texts.size())))
          .setEventTime(number)
          .setIngestTime(number)
          .build();
    }
  }

  private record NoVersion() implements FlatMapFunction<Long, ModelVersion> {
    @Override
    public void flatMap(Long number, Collector<ModelVersion> out) {}
  }
}
