package io.freshet.ingestion.kafka;

import io.freshet.schemas.kafka.KafkaConfig;
import io.freshet.schemas.record.Progress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** Waits until the serving-side figures of the pipeline stand still. */
final class FigureWatch {
  private static final long POLL_MILLIS = 500;
  private static final long STILL_MILLIS = 3000;
  private static final long NOTHING_MILLIS = 10_000;

  private FigureWatch() {}

  /**
   * The figures when they have not changed for three seconds, or as they are when the time is up;
   * when there are none at all, that is believed after ten seconds.
   */
  static List<Progress> await(KafkaConfig kafka, Duration atMost) throws InterruptedException {
    try (ProgressReader reader = new ProgressReader(kafka)) {
      long start = System.currentTimeMillis();
      long changed = start;
      List<Progress> figures = reader.latest("serving");
      while (System.currentTimeMillis() - start < atMost.toMillis()) {
        TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
        List<Progress> next = reader.latest("serving");
        long now = System.currentTimeMillis();
        if (!counts(next).equals(counts(figures))) {
          changed = now;
        }
        figures = next;
        if (now - changed >= (figures.isEmpty() ? NOTHING_MILLIS : STILL_MILLIS)) {
          break;
        }
      }
      return figures;
    }
  }

  private static String counts(List<Progress> figures) {
    return figures.stream()
        .map(p -> p.getTask() + '/' + p.getModel() + '/' + p.getSubtask() + p.getMetrics())
        .sorted()
        .collect(Collectors.joining());
  }
}
