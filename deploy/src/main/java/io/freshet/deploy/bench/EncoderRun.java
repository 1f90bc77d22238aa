package io.freshet.deploy.bench;

import io.freshet.deploy.bench.djl.RawEncoder;
import io.freshet.deploy.bench.flink.EncoderJob;
import io.freshet.scoring.djl.TextEncoderLoader;
import io.freshet.scoring.inference.BatchConfig;
import io.freshet.scoring.inference.InferenceModel;
import io.freshet.scoring.text.Embedding;
import io.freshet.scoring.text.EncoderConfig;
import io.freshet.scoring.text.TextServingConfig;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.HdrHistogram.Histogram;

/**
 * Compares an encoder in a running Flink job with the bare session of its model, on the same texts
 * in the same batches and runs, in turn.
 */
final class EncoderRun {
  private static final double NANOS = 1e9;

  private final EncoderPlan plan;
  private final TextServingConfig config;
  private final List<String> texts;
  private final Consumer<String> screen;
  private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();

  /**
   * @param config its batches are left out
   * @param sentences repeated or cut to the texts of a round
   * @param screen is told how it goes
   */
  EncoderRun(
      EncoderPlan plan, TextServingConfig config, List<String> sentences, Consumer<String> screen) {
    this.plan = plan;
    this.config = config;
    this.screen = screen;
    this.texts = new ArrayList<>(plan.texts());
    for (int i = 0; i < plan.texts(); i++) {
      texts.add(sentences.get(i % sentences.size()));
    }
  }

  EncoderReport run() throws Exception {
    EncoderConfig encoder = config.encoder();
    List<EncoderShare> shares = new ArrayList<>();
    List<EncoderFigure> figures = new ArrayList<>();
    try (RawEncoder raw = RawEncoder.open(encoder)) {
      for (int batch : plan.batches()) {
        List<RawEncoder.Run> runs = raw.prepare(texts, batch);
        shares.add(share(raw, runs, batch));
        for (int deadline : plan.deadlines()) {
          figures.add(figure(raw, runs, batch, deadline));
          screen.accept(EncoderReport.line(figures.get(figures.size() - 1)).stripTrailing());
        }
        runs.forEach(RawEncoder.Run::close);
      }
    }
    String name = encoder.source().model();
    HeadsFigure heads = new HeadsRun(encoder, texts).run(plan.rounds());
    return new EncoderReport(LoopReport.Machine.here(), name, plan, shares, figures, heads);
  }

  private EncoderFigure figure(
      RawEncoder raw, List<RawEncoder.Run> runs, int batch, int deadlineMillis) throws Exception {
    List<Double> bare = new ArrayList<>();
    List<Double> inFlink = new ArrayList<>();
    try (EncoderJob job = EncoderJob.start(batched(batch, deadlineMillis), texts)) {
      job.flood(plan.texts());
      for (int round = 0; round < plan.rounds(); round++) {
        bare.add(perSecond(raw, runs));
        inFlink.add(job.flood(plan.texts()));
      }
      double rate = plan.load() * EncoderFigure.median(inFlink);
      Histogram latencies = job.offer((int) (rate * plan.seconds()), rate, plan.seed());
      return new EncoderFigure(batch, deadlineMillis, bare, inFlink, rate, Latency.of(latencies));
    }
  }

  private double perSecond(RawEncoder raw, List<RawEncoder.Run> runs) throws Exception {
    long started = System.nanoTime();
    raw.run(runs);
    return plan.texts() * NANOS / (System.nanoTime() - started);
  }

  /** Processor time on this thread, session and encoder in turn. */
  private EncoderShare share(RawEncoder raw, List<RawEncoder.Run> runs, int batch)
      throws Exception {
    TextEncoderLoader loader = new TextEncoderLoader(config.encoder());
    List<Double> session = new ArrayList<>();
    List<Double> whole = new ArrayList<>();
    try (InferenceModel<String, Embedding> encoder = loader.load(loader.configured())) {
      encode(encoder, batch);
      for (int round = 0; round < plan.rounds(); round++) {
        session.add(micros(() -> raw.run(runs)));
        whole.add(micros(() -> encode(encoder, batch)));
      }
    }
    return new EncoderShare(batch, EncoderFigure.median(session), EncoderFigure.median(whole));
  }

  private void encode(InferenceModel<String, Embedding> encoder, int batch) throws Exception {
    for (int from = 0; from < texts.size(); from += batch) {
      encoder.infer(texts.subList(from, from + batch));
    }
  }

  private interface Work {
    void run() throws Exception;
  }

  private double micros(Work work) throws Exception {
    long started = threads.getCurrentThreadCpuTime();
    work.run();
    return (threads.getCurrentThreadCpuTime() - started) / 1e3 / plan.texts();
  }

  private TextServingConfig batched(int batch, int deadlineMillis) {
    BatchConfig defaults = config.batching();
    return new TextServingConfig(
        config.encoder(),
        config.tasks(),
        config.abstainBelow(),
        config.explain(),
        new BatchConfig(
            batch,
            Duration.ofMillis(deadlineMillis),
            Duration.ZERO,
            defaults.inFlight(),
            defaults.ordered(),
            defaults.failureLimit()));
  }
}
