package io.freshet.deploy.bench.flink;

import io.freshet.deploy.CommandException;
import io.freshet.schemas.flink.FlinkConfig;
import io.freshet.schemas.flink.JobEnvironment;
import io.freshet.schemas.record.ModelVersion;
import io.freshet.schemas.record.Text;
import io.freshet.scoring.ScoringConfig;
import io.freshet.scoring.flink.ScoringTopology;
import io.freshet.scoring.text.EncodedText;
import io.freshet.scoring.text.TextServingConfig;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;
import org.apache.flink.api.common.functions.FilterFunction;
import org.apache.flink.api.common.functions.FlatMapFunction;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.formats.avro.typeutils.AvroTypeInfo;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.util.Collector;

/**
 * The step of the scoring job that encodes texts, running in a Flink job of parallelism 1 with the
 * scoring job's own checkpoints, between a source that waits to be told what to emit and a sink
 * that notes when answers come.
 */
public final class EncoderJob implements AutoCloseable {
  private static final long POLL_MS = 50;
  private static final long PAUSE = 50_000;
  private static final long SILENCE = 50_000_000;

  private final SentenceFeed feed;
  private final JobClient job;

  private EncoderJob(SentenceFeed feed, JobClient job) {
    this.feed = feed;
    this.job = job;
  }

  /**
   * Starts the job.
   *
   * @param sentences that the source emits, over and over again
   */
  public static EncoderJob start(TextServingConfig config, List<String> sentences)
      throws Exception {
    SentenceFeed feed = new SentenceFeed(sentences);
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.createLocalEnvironment(1, settings());
    var texts =
        environment
            .fromSequence(0, Long.MAX_VALUE - 1)
            .uid("encoder-count-texts")
            .flatMap(new Source(feed.id()))
            .returns(new AvroTypeInfo<>(Text.class))
            .uid("encoder-emit-texts");
    var versions =
        environment
            .fromSequence(0, Long.MAX_VALUE - 1)
            .uid("encoder-count-versions")
            .flatMap(new Silence())
            .returns(new AvroTypeInfo<>(ModelVersion.class))
            .uid("encoder-emit-versions");
    ScoringTopology.encode(texts, versions, config)
        .filter(new Sink(feed.id()))
        .uid("encoder-note-answers")
        .sinkTo(new DiscardingSink<>())
        .uid("encoder-discard-answers");
    return new EncoderJob(feed, environment.executeAsync("bench-encoder"));
  }

  /** Answers a number of texts as fast as it goes; texts per second. */
  public double flood(int texts) throws Exception {
    SentenceFeed.Task task = feed.flood(texts);
    await(task);
    return texts / (task.nanos() / 1e9);
  }

  /**
   * Answers texts that come by chance, independently of each other, at a rate; latencies in
   * microseconds, from when a text was due to when its answer was emitted.
   */
  public Histogram offer(int texts, double rate, long seed) throws Exception {
    SentenceFeed.Task task = feed.offer(texts, rate, seed);
    await(task);
    return task.latencies();
  }

  @Override
  public void close() throws Exception {
    CompletableFuture<?> end = job.getJobExecutionResult();
    job.cancel().get();
    end.handle((result, cancelled) -> result).get();
    feed.close();
  }

  private void await(SentenceFeed.Task task) throws Exception {
    while (!task.await(POLL_MS)) {
      if (job.getJobStatus().get().isGloballyTerminalState()) {
        job.getJobExecutionResult().get();
        throw new CommandException("the job ended before the last text was answered");
      }
    }
  }

  private static Configuration settings() {
    Configuration settings = JobEnvironment.configuration(FlinkConfig.defaults());
    settings.set(
        CheckpointingOptions.CHECKPOINTING_INTERVAL, ScoringConfig.defaults().checkpointInterval());
    settings.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
    settings.set(RestOptions.BIND_PORT, "0");
    return settings;
  }

  private record Source(String feed) implements FlatMapFunction<Long, Text> {
    @Override
    public void flatMap(Long ignored, Collector<Text> out) {
      SentenceFeed.of(feed)
          .next(System.nanoTime())
          .ifPresentOrElse(out::collect, () -> LockSupport.parkNanos(PAUSE));
    }
  }

  private record Silence() implements FlatMapFunction<Long, ModelVersion> {
    @Override
    public void flatMap(Long ignored, Collector<ModelVersion> out) {
      LockSupport.parkNanos(SILENCE);
    }
  }

  private record Sink(String feed) implements FilterFunction<EncodedText> {
    @Override
    public boolean filter(EncodedText answer) {
      SentenceFeed.of(feed).answered(answer.text.getEventTime(), System.nanoTime());
      return false;
    }
  }
}
