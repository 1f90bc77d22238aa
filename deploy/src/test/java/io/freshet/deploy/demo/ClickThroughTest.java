package io.freshet.deploy.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.freshet.deploy.demo.Figures.Arm;
import org.junit.jupiter.api.Test;

class ClickThroughTest {
  private final ClickThrough clickThrough = new ClickThrough();

  @Test
  void countsClicksPerListShownAndOrdersTheArms() {
    clickThrough.add(new Reaction(1_000, "random", false, 0.1, 0.6));
    clickThrough.add(new Reaction(1_000, "random", false, 0.1, 0.6));
    clickThrough.add(new Reaction(30_000, "freshet", true, 0.4, 0.9));
    clickThrough.add(new Reaction(30_000, "freshet", false, 0.2, 0.7));

    assertThat(clickThrough.arms(30_000))
        .extracting(Arm::name)
        .containsExactly("freshet", "random");
    Arm freshet = clickThrough.arms(30_000).get(0);
    assertThat(freshet.lists()).isEqualTo(2);
    assertThat(freshet.clickThrough()).isEqualTo(0.5);
    assertThat(freshet.expectedClickThrough()).isCloseTo(0.3, within(1e-12));
    assertThat(freshet.oracleClickThrough()).isCloseTo(0.8, within(1e-12));
    assertThat(clickThrough.oracle(30_000).clickThrough()).isCloseTo(0.7, within(1e-12));
    assertThat(clickThrough.oracle(30_000).recentClickThrough()).isCloseTo(0.8, within(1e-12));
  }
}
