package io.freshet.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.freshet.deploy.demo.DemoConfig;
import io.freshet.features.FeatureConfig;
import io.freshet.ingestion.IngestionConfig;
import io.freshet.learner.LearnerConfig;
import io.freshet.schemas.config.ConfigFile;
import io.freshet.schemas.flink.FlinkConfig;
import io.freshet.schemas.kafka.KafkaConfig;
import io.freshet.schemas.model.ModelsConfig;
import io.freshet.scoring.ScoringConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The shipped file has every key, and its values are the defaults of the code. */
class ShippedConfigTest {
  private static final Path FILE = Path.of("conf", "pipeline.yaml");
  private static final YAMLMapper YAML = new YAMLMapper();

  private static Map<String, Object> defaults() {
    return Map.of(
        "kafka",
        KafkaConfig.defaults(),
        "flink",
        FlinkConfig.defaults(),
        "ingestion",
        IngestionConfig.defaults(),
        "features",
        FeatureConfig.defaults(),
        "models",
        ModelsConfig.defaults(),
        "learner",
        LearnerConfig.defaults(),
        ScoringConfig.SECTION,
        ScoringConfig.defaults(),
        StandaloneConfig.SECTION,
        StandaloneConfig.defaults(),
        DemoConfig.SECTION,
        DemoConfig.defaults());
  }

  static Iterable<Map.Entry<String, Object>> sections() {
    return defaults().entrySet();
  }

  @Test
  void everySectionIsThere() throws IOException {
    assertThat(YAML.readTree(Files.readString(FILE)).fieldNames())
        .toIterable()
        .containsExactlyInAnyOrderElementsOf(ConfigFile.SECTIONS);
    assertThat(defaults()).containsOnlyKeys(ConfigFile.SECTIONS.toArray(new String[0]));
  }

  @ParameterizedTest
  @MethodSource("sections")
  void valuesAreTheDefaults(Map.Entry<String, Object> section) throws IOException {
    JsonNode shipped = YAML.readTree(Files.readString(FILE)).path(section.getKey());
    JsonNode expected =
        YAML.readTree(ConfigFile.toYaml(section.getKey(), section.getValue()))
            .path(section.getKey());
    assertThat(shipped).isEqualTo(expected);
  }

  @ParameterizedTest
  @MethodSource("sections")
  void itReadsBack(Map.Entry<String, Object> section) {
    assertThat(ConfigFile.read(FILE).section(section.getKey(), section.getValue()))
        .isEqualTo(section.getValue());
  }
}
