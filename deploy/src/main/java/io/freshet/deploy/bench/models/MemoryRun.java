package io.freshet.deploy.bench.models;

import io.freshet.scoring.djl.TextEncoderLoader;
import io.freshet.scoring.inference.InferenceModel;
import io.freshet.scoring.inference.ModelSource;
import io.freshet.scoring.inference.ResidentMemory;
import io.freshet.scoring.text.Embedding;
import io.freshet.scoring.text.EncoderConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/** Callers that encode at once, and what the process takes when they have and still could. */
final class MemoryRun {
  private static final int BATCH = 32;
  private static final int WORDS = 18;

  private final EncoderConfig config;
  private final boolean ownWeights;
  private final int batches;

  /**
   * @param ownWeights whether every caller loads weights of its own
   * @param batches that every caller encodes
   */
  MemoryRun(String encoder, boolean ownWeights, int batches) {
    this.config = EncoderConfig.defaults().withName(encoder);
    this.ownWeights = ownWeights;
    this.batches = batches;
  }

  long residentBytes(int callers) throws Exception {
    ExecutorService executor = Executors.newFixedThreadPool(callers);
    CyclicBarrier together = new CyclicBarrier(callers);
    List<Callable<Long>> tasks = new ArrayList<>();
    for (int caller = 0; caller < callers; caller++) {
      int number = caller;
      tasks.add(() -> encode(number, together));
    }
    long most = 0;
    for (Future<Long> task : executor.invokeAll(tasks)) {
      most = Math.max(most, task.get());
    }
    executor.shutdown();
    return most;
  }

  /** Of 9 to 26 words. */
  static List<String> texts(int batches) {
    return IntStream.range(0, batches * BATCH)
        .mapToObj(i -> "word ".repeat(WORDS / 2 + i % WORDS) + i)
        .toList();
  }

  private long encode(int caller, CyclicBarrier together) throws Exception {
    List<String> texts = texts(1);
    try (InferenceModel<String, Embedding> encoder =
        new TextEncoderLoader(config).load(source(caller))) {
      together.await();
      for (int batch = 0; batch < batches; batch++) {
        encoder.infer(texts);
      }
      together.await();
      long resident = ResidentMemory.bytes();
      together.await();
      return resident;
    }
  }

  private ModelSource source(int caller) {
    ModelSource known = config.source();
    String version = ownWeights ? "of caller " + caller : known.version();
    return new ModelSource(known.role(), known.model(), version, known.uri(), known.sha256());
  }
}
