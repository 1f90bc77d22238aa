package io.freshet.deploy.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.freshet.deploy.CommandException;
import java.util.List;
import org.junit.jupiter.api.Test;

class EncoderFigureTest {
  private static final Latency NONE = new Latency(0, 0, 0, 0, 0);

  @Test
  void comparesEachRoundWithTheOneBesideIt() {
    EncoderFigure figure =
        new EncoderFigure(
            32, 10, List.of(100.0, 50.0, 200.0), List.of(90.0, 50.0, 190.0), 70, NONE);

    assertThat(figure.rawPerSecond()).isEqualTo(100);
    assertThat(figure.operatorPerSecond()).isEqualTo(90);
    assertThat(figure.ratio()).isCloseTo(0.95, within(1e-9));
  }

  @Test
  void theMedianOfAnEvenNumberIsBetweenTheMiddleOnes() {
    assertThat(EncoderFigure.median(List.of(4.0, 1.0, 3.0, 2.0))).isEqualTo(2.5);
  }

  @Test
  void aShareIsOfTheWhole() {
    assertThat(new EncoderShare(32, 950, 1000).besides()).isCloseTo(0.05, within(1e-9));
    assertThat(new EncoderShare(32, 950, 1000).line()).contains("5.0 %");
  }

  @Test
  void aSecondHeadIsComparedWithTheFirstOfItsRound() {
    HeadsFigure heads = new HeadsFigure(List.of(100.0, 200.0), List.of(102.0, 208.0));

    assertThat(heads.ratio()).isCloseTo(1.03, within(1e-9));
  }

  @Test
  void refusesBatchesThatLeaveARest() {
    assertThatThrownBy(() -> new EncoderPlan(100, 1, 1, 0.7, List.of(10, 32), List.of(10), 1))
        .isInstanceOf(CommandException.class)
        .hasMessage("--batches = 32, expected divisors of --texts");
  }
}
