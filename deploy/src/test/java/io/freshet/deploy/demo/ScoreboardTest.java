package io.freshet.deploy.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ScoreboardTest {
  private final Figures figures = Sample.figures(0.412, 0.24, 0.095);

  @Test
  void drawsTheBoard() {
    assertThat(String.join("\n", Scoreboard.lines(figures, Duration.ofSeconds(60))))
        .isEqualTo(
            """
            42 of 60 s   50,212 events   1,196/s (last 15 s: 1,203/s)

            event → recommendation      p50     12 ms   p99     64 ms       19,334 lists
            event → parameter visible   p50     80 ms   p99    312 ms    1,203,944 rows

            click-through      lists    so far last 15 s
              freshet          5,203    41.2 %    50.0 %  ████████████████████
              popularity       1,702    24.0 %    22.0 %  █████████
              random           1,650     9.5 %     9.0 %  ████
              oracle           8,555    66.4 %    65.0 %  ██████████████████████████

            text accuracy      texts    so far last 15 s  majority
              sentiment        1,400    81.0 %    87.0 %    49.0 %

            rejected 1   late outcomes 23   lists not served in time 4   held back 0.5 s""");
  }

  @Test
  void drawsOneLine() {
    assertThat(Scoreboard.line(figures))
        .isEqualTo(
            " 42 s  1,203/s  list 12/64 ms  parameter 80/312 ms  click-through (last 15 s)"
                + " freshet 50.0 %  popularity 22.0 %  random 9.0 %  oracle 65.0 %  accuracy"
                + " sentiment 87.0 %  rejected 1  late 23");
  }
}
