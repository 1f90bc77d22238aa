package io.freshet.deploy.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class DisplayTest {
  private final Figures figures = Sample.figures(0.4, 0.2, 0.1);
  private final StringWriter text = new StringWriter();

  @Test
  void aTerminalIsRedrawnInPlace() {
    Display display = display(false);
    display.show(figures, 1_000);
    int once = text.toString().length();
    display.show(figures, 1_500);

    long lines = Scoreboard.lines(figures, Duration.ofSeconds(60)).size();
    assertThat(text.toString().substring(once)).startsWith("\u001b[" + lines + "A");
    assertThat(display.isDue(1_999)).isFalse();
    assertThat(display.isDue(2_000)).isTrue();
  }

  @Test
  void plainTextHasNoControlSequences() {
    Display display = display(true);
    display.begin(1_000);
    assertThat(display.isDue(5_999)).isFalse();
    display.show(figures, 5_000);
    display.finish(figures);

    assertThat(text.toString())
        .doesNotContain("\u001b")
        .contains("Freshet beats popularity by 100 %");
    assertThat(display.isDue(9_999)).isFalse();
    assertThat(display.isDue(10_000)).isTrue();
  }

  private Display display(boolean plain) {
    return new Display(new PrintWriter(text), Duration.ofSeconds(60), plain);
  }
}
