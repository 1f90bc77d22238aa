package io.freshet.schemas.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RatingConfigTest {
  private final RatingConfig stars = RatingConfig.defaults();

  @Test
  void takesRatingsAsSharesOfTheirRange() {
    assertThat(stars.share(2)).isEqualTo(0.25);
    assertThat(stars.rating(0.25)).isEqualTo(2);
  }

  @Test
  void whatLiesOutsideCountsAsTheEnd() {
    assertThat(stars.share(700)).isEqualTo(1);
    assertThat(stars.share(-1)).isZero();
    assertThat(stars.rating(1.2)).isEqualTo(5);
    assertThat(stars.rating(-0.1)).isEqualTo(1);
  }

  @Test
  void namesTheKeyAndTheValueThatIsWrong() {
    assertThatThrownBy(() -> config(1, 1, 8, 0.05, Duration.ofMinutes(1)))
        .hasMessageContaining("models.rating.highest = 1.0, expected more than lowest (1.0)");
    assertThatThrownBy(() -> config(1, 5, 0, 0.05, Duration.ofMinutes(1)))
        .hasMessageContaining("models.rating.factors = 0, expected 1 to 256");
    assertThatThrownBy(() -> config(1, 5, 8, 0, Duration.ofMinutes(1)))
        .hasMessageContaining("models.rating.noise = 0.0, expected more than 0");
    assertThatThrownBy(() -> config(1, 5, 8, 0.05, Duration.ZERO))
        .hasMessageContaining("models.rating.session-time");
  }

  private static RatingConfig config(
      double lowest, double highest, int factors, double noise, Duration sessionTime) {
    return new RatingConfig(
        lowest, highest, factors, noise, 0.1, 0.1, sessionTime, 0.1, 0, 0.1, 0.1, 0);
  }
}
