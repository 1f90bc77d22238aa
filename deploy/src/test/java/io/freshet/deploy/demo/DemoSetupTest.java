package io.freshet.deploy.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.deploy.StandaloneConfig;
import io.freshet.features.FeatureConfig;
import io.freshet.schemas.config.ConfigFile;
import io.freshet.scoring.ScoringConfig;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class DemoSetupTest {
  private static final Path DATA = Path.of("somewhere");
  private static final String FREE_PORTS =
      "standalone: {broker-port: 0, flink-port: 0}\n"
          + "ingestion: {port: 0}\n"
          + "scoring: {list-size: 7, feed: {port: 0}}\n";

  @Test
  void comparesServingPoliciesWithAShortAttributionWindow() {
    DemoSetup setup =
        new DemoSetup(ConfigFile.parse("test", FREE_PORTS), DemoConfig.defaults(), DATA);

    ScoringConfig scoring = setup.config().section("scoring", ScoringConfig.defaults());
    assertThat(scoring.variants()).isEqualTo(DemoConfig.defaults().variants());
    assertThat(scoring.listSize()).isEqualTo(7);
    assertThat(scoring.text().tasks().get("topic").classes())
        .containsOnlyKeys("delivery", "product", "payment", "support");
    assertThat(scoring.text().tasks()).containsKey("sentiment");
    assertThat(setup.config().section("features", FeatureConfig.defaults()).attributionWindow())
        .isEqualTo(Duration.ofSeconds(5));
    assertThat(standalone(setup).dataDirectory()).isEqualTo(DATA.toString());
    assertThat(setup.notes()).isEmpty();
  }

  @Test
  void aTakenPortIsReplacedAndSaid() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("localhost"))) {
      String port = "flink-port: " + taken.getLocalPort();
      ConfigFile file = ConfigFile.parse("test", FREE_PORTS.replace("flink-port: 0", port));

      DemoSetup setup = new DemoSetup(file, DemoConfig.defaults(), DATA);

      assertThat(standalone(setup).flinkPort()).isZero();
      assertThat(setup.notes())
          .singleElement()
          .asString()
          .startsWith("standalone.flink-port = " + taken.getLocalPort());
    }
  }

  private static StandaloneConfig standalone(DemoSetup setup) {
    return setup.config().section("standalone", StandaloneConfig.defaults());
  }
}
