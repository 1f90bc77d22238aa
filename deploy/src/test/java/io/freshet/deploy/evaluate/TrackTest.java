package io.freshet.deploy.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.freshet.schemas.metrics.RegressionMetrics;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TrackTest {
  private static final List<Gauge<RegressionMetrics>> GAUGES =
      List.of(new Gauge<>("mae", RegressionMetrics::mae, RegressionMetrics::maeInterval));

  /** 2,000 tests: a point every 10 tests, a window of the last 200. */
  @Test
  void everyPointIsTheMeanOfWhatCameBefore() {
    List<Double> errors = errors(2_000);
    Scorecard card = run(2_000, errors);
    Figure mae = card.figure("mae").orElseThrow();
    assertThat(card.moments()).hasSize(200);
    for (int i = 0; i < 200; i++) {
      int tested = 10 * (i + 1);
      assertThat(card.moments().get(i)).isEqualTo(new Moment(tested, 1_000 + tested - 1));
      assertThat(mae.curve().cumulative().get(i)).isCloseTo(mean(errors, 0, tested), within(1e-12));
      assertThat(mae.curve().windowed().get(i))
          .isCloseTo(mean(errors, Math.max(0, tested - 200), tested), within(1e-12));
    }
    assertThat(mae.value()).isCloseTo(mean(errors, 0, 2_000), within(1e-12));
  }

  @Test
  void theLastPointHoldsTheRest() {
    Scorecard card = run(2_000, errors(1_234));
    assertThat(card.moments()).hasSize(124).endsWith(new Moment(1_234, 2_233));
  }

  @Test
  void aShortRunHasAPointPerTestAndAWindowOfFifty() {
    List<Double> errors = errors(60);
    Figure mae = run(60, errors).figure("mae").orElseThrow();
    assertThat(mae.curve().windowed()).hasSize(60);
    assertThat(mae.curve().windowed().get(59)).isCloseTo(mean(errors, 10, 60), within(1e-12));
  }

  @Test
  void withoutTestsThereAreNoPoints() {
    Scorecard card = run(10, List.of());
    assertThat(card.moments()).isEmpty();
    assertThat(card.figure("mae").orElseThrow().interval()).isEmpty();
  }

  private static Scorecard run(long planned, List<Double> errors) {
    Track<RegressionMetrics> track = new Track<>(planned, new RegressionMetrics(), GAUGES);
    for (int i = 0; i < errors.size(); i++) {
      track.recent().add(errors.get(i), 0);
      track.counted(1_000 + i);
    }
    assertThat(track.tested()).isEqualTo(errors.size());
    return track.card("m");
  }

  private static List<Double> errors(int count) {
    Random random = new Random(count);
    List<Double> errors = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      errors.add(random.nextDouble());
    }
    return errors;
  }

  private static double mean(List<Double> values, int from, int to) {
    return values.subList(from, to).stream().mapToDouble(v -> v).average().orElseThrow();
  }
}
