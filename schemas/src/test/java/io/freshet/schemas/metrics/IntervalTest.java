package io.freshet.schemas.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class IntervalTest {
  /** Newcombe, Statistics in Medicine 17 (1998), table I, method 3. */
  @Test
  void wilsonHasThePublishedEnds() {
    assertEnds(Interval.wilson(81, 263), 0.2553, 0.3662);
    assertEnds(Interval.wilson(15, 148), 0.0624, 0.1605);
    assertEnds(Interval.wilson(0, 20), 0.0000, 0.1611);
    assertEnds(Interval.wilson(1, 29), 0.0061, 0.1718);
    assertEnds(Interval.wilson(0, 0), 0, 1);
  }

  /** 1, 2, 3, 4, 5: s² = 2.5, s / √5 = √0.5. */
  @Test
  void aMeanHasTheNormalInterval() {
    Interval interval = Interval.ofMean(5, 15, 55).orElseThrow();
    assertThat(interval.margin()).isCloseTo(1.959964 * Math.sqrt(0.5), within(1e-6));
    assertThat((interval.low() + interval.high()) / 2).isCloseTo(3, within(1e-12));
  }

  @Test
  void thereIsNoneOfOneValueOrWithoutSquares() {
    assertThat(Interval.ofMean(1, 3, 9)).isEmpty();
    assertThat(Interval.ofMean(10, 3, Double.NaN)).isEmpty();
  }

  /** 30 tests that only the first hits, 5 and 5 where one does, 60 alike: Σd = 30, Σd² = 40. */
  @Test
  void pairedDifferencesCountWhereTheModelsDiffer() {
    PairedDifference difference = new PairedDifference();
    PairedDifference rest = difference.fresh();
    for (int i = 0; i < 30; i++) {
      difference.add(1, 0);
    }
    for (int i = 0; i < 70; i++) {
      rest.add(i % 2, i < 10 ? 1 - i % 2 : i % 2);
    }
    difference.merge(rest);
    assertThat(difference.count()).isEqualTo(100);
    assertThat(difference.value()).isCloseTo(0.3, within(1e-12));
    assertThat(difference.interval().orElseThrow().margin())
        .isCloseTo(1.959964 * Math.sqrt((40 - 9) / 99.0 / 100), within(1e-6));
  }

  /** Of 1,000 samples of known mean, 95 % of the intervals hold it. */
  @Test
  void intervalsHoldTheTruthAsOftenAsTheySay() {
    Random random = new Random(11);
    int held = 0;
    for (int sample = 0; sample < 1_000; sample++) {
      RegressionMetrics errors = new RegressionMetrics();
      for (int i = 0; i < 300; i++) {
        errors.add(random.nextGaussian(), 0);
      }
      Interval rmse = errors.rmseInterval().orElseThrow();
      held += rmse.low() <= 1 && 1 <= rmse.high() ? 1 : 0;
    }
    assertThat(held).isBetween(925, 970);
  }

  private static void assertEnds(Interval interval, double low, double high) {
    assertThat(interval.low()).isCloseTo(low, within(5e-5));
    assertThat(interval.high()).isCloseTo(high, within(5e-5));
  }
}
