package io.freshet.deploy.demo;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class VerdictTest {
  @Test
  void saysWhoBeatsWhom() {
    assertThat(Verdict.lines(Sample.figures(0.36, 0.24, 0.12)))
        .containsExactly(
            "Freshet beats popularity by 50 %",
            "Popularity beats random by 100 %",
            "Freshet reaches 55 % of the click-through of the oracle",
            "Text task sentiment: accuracy 81.0 %, majority class 49.0 %");
  }

  @Test
  void saysSoWhenFreshetLoses() {
    assertThat(Verdict.lines(Sample.figures(0.12, 0.24, 0.12)))
        .contains("Freshet does not beat popularity: 50 % less");
  }

  @Test
  void saysNothingAboutAnArmWithoutClicks() {
    assertThat(Verdict.lines(Sample.figures(0.12, 0.24, 0)))
        .noneMatch(line -> line.contains("random"));
  }
}
