package io.freshet.deploy.demo;

import io.freshet.deploy.demo.Figures.Arm;
import io.freshet.deploy.demo.Figures.Counts;
import io.freshet.deploy.demo.Figures.Latency;
import io.freshet.deploy.demo.Figures.TextTask;
import java.util.List;

/** Figures of a run that went well. */
final class Sample {
  private Sample() {}

  static Figures figures(double freshet, double popularity, double random) {
    return new Figures(
        42,
        50_212,
        1195.5,
        1203.2,
        new Latency(19_334, 12, 64, 210),
        new Latency(1_203_944, 80, 312, 900),
        List.of(
            new Arm("freshet", 5_203, freshet, 0.5, 0.41, 0.66),
            new Arm("popularity", 1_702, popularity, 0.22, 0.24, 0.67),
            new Arm("random", 1_650, random, 0.09, 0.1, 0.67)),
        new Arm("oracle", 8_555, 0.664, 0.65, 0.664, 0.664),
        List.of(new TextTask("sentiment", 1_400, 0.81, 0.87, 0.49)),
        new Counts(1, 23, 4, 0.5));
  }
}
