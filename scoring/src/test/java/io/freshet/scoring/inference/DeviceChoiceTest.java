package io.freshet.scoring.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.freshet.schemas.config.ConfigException;
import org.junit.jupiter.api.Test;

class DeviceChoiceTest {
  @Test
  void readsTheThreeForms() {
    assertThat(DeviceChoice.parse("k", "auto").isAuto()).isTrue();
    assertThat(DeviceChoice.parse("k", "cpu")).isEqualTo(DeviceChoice.CPU);
    assertThat(DeviceChoice.parse("k", "cpu").gpu()).isEmpty();
    assertThat(DeviceChoice.parse("k", "gpu:3").gpu()).hasValue(3);
  }

  @Test
  void namesTheKeyOfAnotherValue() {
    assertThatThrownBy(() -> DeviceChoice.parse("scoring.text.encoder.device", "gpu"))
        .isInstanceOf(ConfigException.class)
        .hasMessage("scoring.text.encoder.device = gpu, expected auto, cpu or gpu:N");
  }
}
