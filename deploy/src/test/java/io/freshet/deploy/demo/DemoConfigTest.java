package io.freshet.deploy.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.freshet.schemas.config.ConfigException;
import io.freshet.schemas.config.ConfigFile;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class DemoConfigTest {
  @Test
  void readsNestedKeysOverTheDefaults() {
    DemoConfig config = read("demo:\n  rate: 300\n  world:\n    behaviour:\n      pause: 2s\n");

    assertThat(config.rate()).isEqualTo(300);
    assertThat(config.world().behaviour().pause()).isEqualTo(Duration.ofSeconds(2));
    assertThat(config.world().clicks()).isEqualTo(ClickConfig.defaults());
    assertThat(config.variants()).isEqualTo(DemoConfig.defaults().variants());
  }

  @Test
  void namesAKeyThatCannotBe() {
    assertThatThrownBy(() -> read("demo:\n  world:\n    population:\n      users: 0\n"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("demo.world.population.users = 0");
  }

  private static DemoConfig read(String yaml) {
    return ConfigFile.parse("test", yaml).section(DemoConfig.SECTION, DemoConfig.defaults());
  }
}
