package io.freshet.deploy.flink;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.deploy.Await;
import io.freshet.schemas.config.ConfigFile;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedFlinkIT {
  private static final ConfigFile CONFIG =
      ConfigFile.parse("test", "flink: {checkpoint-interval: 50ms}");
  private static final Duration TIMEOUT = Duration.ofMinutes(2);

  @TempDir Path directory;

  @Test
  void jobsResumeFromTheSavepointOfAStopAndFromTheLastCheckpointWithoutOne() throws Exception {
    long stoppedAt;
    try (EmbeddedFlink flink = start()) {
      assertThat(flink.submit(CountingJob.DEFINITION, CONFIG)).isEmpty();
      flink.awaitRunning(TIMEOUT);
      Await.until(() -> CountingJob.COUNT.get() > 10, TIMEOUT);
      assertThat(flink.stopJobs(TIMEOUT)).isEmpty();
      stoppedAt = CountingJob.COUNT.get();
    }

    long checkpointsBefore = CountingJob.CHECKPOINTS.get();
    try (EmbeddedFlink flink = start()) {
      assertThat(
              flink.submit(CountingJob.DEFINITION, CONFIG).orElseThrow().getFileName().toString())
          .startsWith("savepoint-");
      flink.awaitRunning(TIMEOUT);
      assertThat(CountingJob.RESTORED.get()).isEqualTo(stoppedAt);
      Await.until(() -> CountingJob.CHECKPOINTS.get() > checkpointsBefore + 3, TIMEOUT);
    }

    try (EmbeddedFlink flink = start()) {
      assertThat(
              flink.submit(CountingJob.DEFINITION, CONFIG).orElseThrow().getFileName().toString())
          .startsWith("chk-");
      flink.awaitRunning(TIMEOUT);
      assertThat(CountingJob.RESTORED.get()).isGreaterThan(stoppedAt);
    }
  }

  @Test
  void servesItsWebUi() throws Exception {
    try (EmbeddedFlink flink = start()) {
      Await.until(() -> get(flink.webUrl()).getResponseCode() == 200, TIMEOUT);
      assertThat(new String(get(flink.webUrl()).getInputStream().readAllBytes(), "UTF-8"))
          .contains("<html");
    }
  }

  private static HttpURLConnection get(URI uri) throws IOException {
    return (HttpURLConnection) uri.toURL().openConnection();
  }

  private EmbeddedFlink start() throws Exception {
    return EmbeddedFlink.start(
        new FlinkPlace("localhost", 0, directory.resolve("checkpoints"), directory.resolve("tmp")),
        1,
        false);
  }
}
