package io.freshet.deploy.demo;

import io.freshet.deploy.demo.Figures.Arm;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Clicks per list shown, per arm, next to what the oracle would expect. Not thread-safe. */
final class ClickThrough {
  private final Map<String, ArmTally> arms = new TreeMap<>();
  private final RunningMean oracle = new RunningMean();

  private static final class ArmTally {
    final RunningMean observed = new RunningMean();
    final RunningMean expected = new RunningMean();
    final RunningMean best = new RunningMean();
  }

  void add(Reaction reaction) {
    ArmTally arm = arms.computeIfAbsent(reaction.arm(), name -> new ArmTally());
    arm.observed.add(reaction.time(), reaction.clicked() ? 1 : 0);
    arm.expected.add(reaction.time(), reaction.expected());
    arm.best.add(reaction.time(), reaction.best());
    oracle.add(reaction.time(), reaction.best());
  }

  /** The arms, best first. */
  List<Arm> arms(long now) {
    return arms.entrySet().stream()
        .map(entry -> figures(entry.getKey(), entry.getValue(), now))
        .sorted((a, b) -> Double.compare(b.clickThrough(), a.clickThrough()))
        .toList();
  }

  /** The oracle: expected click-through of the best lists, at the moments of all arms. */
  Arm oracle(long now) {
    return new Arm(
        "oracle",
        oracle.count(),
        oracle.mean(),
        oracle.recentMean(now),
        oracle.mean(),
        oracle.mean());
  }

  private static Arm figures(String name, ArmTally arm, long now) {
    return new Arm(
        name,
        arm.observed.count(),
        arm.observed.mean(),
        arm.observed.recentMean(now),
        arm.expected.mean(),
        arm.best.mean());
  }
}
