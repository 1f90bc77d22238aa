package io.freshet.schemas.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigFileTest {
  enum Mode {
    FAST,
    SAFE
  }

  record Inner(int size, String color) {}

  record Sample(
      int maxItems,
      Duration waitTime,
      Mode mode,
      List<String> taskNames,
      Map<String, Double> shares,
      Inner inner) {
    Sample {
      ConfigException.require(maxItems >= 1, "demo.max-items", maxItems, "at least 1");
    }

    static Sample defaults() {
      return new Sample(
          10,
          Duration.ofSeconds(2),
          Mode.FAST,
          List.of("a", "b"),
          Map.of("freshet", 1.0),
          new Inner(3, "red"));
    }
  }

  @Test
  void aMapReplacesTheDefaultWhole() {
    ConfigFile file =
        ConfigFile.parse("f", "demo: {shares: {popularity: 0.5, random: 0.5}, inner: {size: 9}}");
    Sample sample = file.section("demo", Sample.defaults());
    assertThat(sample.shares()).isEqualTo(Map.of("popularity", 0.5, "random", 0.5));
    assertThat(sample.inner()).isEqualTo(new Inner(9, "red"));
  }

  @Test
  void absentSectionsHaveTheirDefaults() {
    assertThat(ConfigFile.empty().section("demo", Sample.defaults())).isEqualTo(Sample.defaults());
    assertThat(demo("")).isEqualTo(Sample.defaults());
    assertThat(demo("# only a comment")).isEqualTo(Sample.defaults());
    assertThat(demo("demo:")).isEqualTo(Sample.defaults());
    assertThat(demo("flink:\n  parallelism: 2")).isEqualTo(Sample.defaults());
  }

  @Test
  void givenKeysReplaceDefaultsAndTheOthersStay() {
    Sample sample = demo("demo:\n  max-items: 4\n  wait-time: 250ms\n  mode: safe");

    assertThat(sample)
        .isEqualTo(
            new Sample(
                4,
                Duration.ofMillis(250),
                Mode.SAFE,
                List.of("a", "b"),
                Map.of("freshet", 1.0),
                new Inner(3, "red")));
  }

  @Test
  void nestedRecordsMergeKeyByKey() {
    assertThat(demo("demo:\n  inner:\n    size: 5").inner()).isEqualTo(new Inner(5, "red"));
  }

  @Test
  void listsReplaceTheDefault() {
    assertThat(demo("demo:\n  task-names: [c]").taskNames()).containsExactly("c");
  }

  @Test
  void everyDefaultReadsBackFromItsYaml() {
    String yaml = ConfigFile.toYaml("demo", Sample.defaults());

    assertThat(yaml).contains("max-items: 10", "wait-time: \"2s\"", "task-names:");
    assertThat(demo(yaml)).isEqualTo(Sample.defaults());
  }

  @Test
  void unknownSectionIsNamed() {
    assertThatThrownBy(() -> demo("demos:\n  max-items: 1"))
        .isInstanceOf(ConfigException.class)
        .hasMessage(
            "test.yaml: unknown section [demos], expected one of [demo, features, flink, ingestion,"
                + " kafka, learner, models, scoring, standalone]");
  }

  @Test
  void unknownKeyIsNamedWithTheKnownOnes() {
    assertThatThrownBy(() -> demo("demo:\n  max-item: 1"))
        .isInstanceOf(ConfigException.class)
        .hasMessageStartingWith("test.yaml: unknown key demo.max-item, expected one of [")
        .hasMessageContaining("max-items");
    assertThatThrownBy(() -> demo("demo:\n  inner:\n    colour: blue"))
        .hasMessageStartingWith("test.yaml: unknown key demo.inner.colour, expected one of [");
  }

  @Test
  void invalidValueIsNamedWithItsKeyAndWhatWasExpected() {
    assertThatThrownBy(() -> demo("demo:\n  max-items: 0"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("demo.max-items = 0, expected at least 1");
  }

  @Test
  void valuesOfTheWrongTypeAreNamedWithTheirKey() {
    assertThatThrownBy(() -> demo("demo:\n  max-items: many"))
        .isInstanceOf(ConfigException.class)
        .hasMessageStartingWith("test.yaml: demo.max-items: ")
        .hasMessageContaining("many");
    assertThatThrownBy(() -> demo("demo:\n  max-items:"))
        .isInstanceOf(ConfigException.class)
        .hasMessageStartingWith("test.yaml: demo.max-items: ");
    assertThatThrownBy(() -> demo("demo:\n  mode: slow"))
        .isInstanceOf(ConfigException.class)
        .hasMessageStartingWith("test.yaml: demo.mode: ")
        .hasMessageContaining("slow");
  }

  @Test
  void durationsAreNamedWithTheirKey() {
    assertThatThrownBy(() -> demo("demo:\n  wait-time: 2 weeks"))
        .isInstanceOf(ConfigException.class)
        .hasMessage(
            "test.yaml: demo.wait-time: duration '2 weeks', expected a number and a unit: 250ms,"
                + " 10s, 5m, 12h or 7d");
  }

  @Test
  void sectionsHaveKeysAndValues() {
    assertThatThrownBy(() -> demo("demo: 3"))
        .isInstanceOf(ConfigException.class)
        .hasMessage("test.yaml: section demo = 3, expected keys and values");
    assertThatThrownBy(() -> demo("[1, 2]"))
        .isInstanceOf(ConfigException.class)
        .hasMessage("test.yaml: expected sections, got ARRAY");
  }

  @Test
  void brokenYamlIsAConfigException() {
    assertThatThrownBy(() -> demo("demo: [1"))
        .isInstanceOf(ConfigException.class)
        .hasMessageStartingWith("test.yaml: ");
  }

  @Test
  void readsAFileAndNamesOneThatIsNotThere(@TempDir Path directory) throws IOException {
    Path file = directory.resolve("pipeline.yaml");
    assertThatThrownBy(() -> ConfigFile.read(file))
        .isInstanceOf(ConfigException.class)
        .hasMessage("configuration file " + file + " cannot be read");

    Files.writeString(file, "demo:\n  max-items: 6\n");

    assertThat(ConfigFile.read(file).section("demo", Sample.defaults()).maxItems()).isEqualTo(6);
  }

  private static Sample demo(String yaml) {
    return ConfigFile.parse("test.yaml", yaml).section("demo", Sample.defaults());
  }
}
