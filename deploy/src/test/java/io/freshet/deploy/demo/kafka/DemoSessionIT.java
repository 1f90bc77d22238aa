package io.freshet.deploy.demo.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.freshet.deploy.CommandException;
import io.freshet.deploy.demo.DemoConfig;
import io.freshet.deploy.demo.Display;
import io.freshet.deploy.demo.Figures;
import io.freshet.deploy.kafka.EmbeddedBroker;
import io.freshet.schemas.kafka.KafkaConfig;
import io.freshet.schemas.kafka.TopicCreator;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoSessionIT {
  private static final Duration RUN = Duration.ofSeconds(4);

  @TempDir Path directory;

  @Test
  void peopleSeeTheListsThatWereServedForTheirLastEvent() throws Exception {
    StringWriter shown = new StringWriter();
    try (EmbeddedBroker broker = EmbeddedBroker.start(directory, "localhost", 0)) {
      KafkaConfig kafka = KafkaConfig.defaults().withBootstrapServers(broker.bootstrapServers());
      TopicCreator.createMissing(kafka);
      try (EchoScorer scorer = new EchoScorer(kafka)) {
        Readiness.await(kafka, Duration.ofMinutes(1));
        Figures figures = run(kafka, shown);
        assertThat(figures.arms()).extracting(Figures.Arm::name).containsExactly("newest");
        assertThat(figures.arms().get(0).lists()).isGreaterThan(5);
        assertThat(figures.counts().notInTime()).isLessThan(figures.arms().get(0).lists());
        assertThat(figures.recommendation().count()).isGreaterThan(50);
        assertThat(figures.parameters().count()).isGreaterThan(20);
        assertThat(figures.events()).isGreaterThan(600);
      }
    }
    assertThat(shown.toString()).contains("click-through");
  }

  @Test
  void aPipelineThatServesNothingIsAFailure() throws Exception {
    try (EmbeddedBroker broker = EmbeddedBroker.start(directory, "localhost", 0)) {
      KafkaConfig kafka = KafkaConfig.defaults().withBootstrapServers(broker.bootstrapServers());
      TopicCreator.createMissing(kafka);

      assertThatThrownBy(() -> Readiness.await(kafka, Duration.ofSeconds(1)))
          .isInstanceOf(CommandException.class)
          .hasMessageContaining("served no list within 1 s");
    }
  }

  private static Figures run(KafkaConfig kafka, StringWriter shown) throws InterruptedException {
    DemoConfig config = DemoConfig.defaults().with(RUN, 1, 400);
    Display display = new Display(new PrintWriter(shown), RUN, false);
    try (DemoSession session = new DemoSession(config, kafka)) {
      return session.run(display, () -> false);
    }
  }
}
