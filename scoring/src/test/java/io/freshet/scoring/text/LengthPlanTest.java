package io.freshet.scoring.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LengthPlanTest {
  private static final RunCost COST = new RunCost(7, 200);

  @Test
  void hasEachTextOnce() {
    Random random = new Random(1);
    for (int round = 0; round < 200; round++) {
      int[] lengths = lengths(random, random.nextInt(130), 256);
      List<LengthPlan.Run> runs = LengthPlan.of(lengths, RunCost.CPU);

      assertThat(runs.stream().flatMap(run -> run.texts().stream()))
          .containsExactlyInAnyOrderElementsOf(IntStream.range(0, lengths.length).boxed().toList());
      for (LengthPlan.Run run : runs) {
        assertThat(run.texts()).allMatch(text -> lengths[text] <= run.longest());
        assertThat(run.texts()).anyMatch(text -> lengths[text] == run.longest());
      }
    }
  }

  @Test
  void isTheCheapestOfAllDivisions() {
    Random random = new Random(2);
    for (int round = 0; round < 300; round++) {
      int[] lengths = lengths(random, 1 + random.nextInt(9), 90);

      assertThat(cost(LengthPlan.of(lengths, COST)))
          .as(Arrays.toString(lengths))
          .isEqualTo(cheapest(IntStream.of(lengths).sorted().toArray()));
    }
  }

  @Test
  void keepsTextsOfOneLengthTogether() {
    assertThat(LengthPlan.of(new int[] {20, 20, 20, 20}, RunCost.CPU))
        .containsExactly(new LengthPlan.Run(List.of(0, 1, 2, 3), 20));
  }

  @Test
  void doesNotPadAShortTextToALongOne() {
    assertThat(LengthPlan.of(new int[] {100, 5, 101}, RunCost.CPU))
        .containsExactly(new LengthPlan.Run(List.of(1), 5), new LengthPlan.Run(List.of(0, 2), 101));
  }

  @Test
  void runsALongTextAloneEvenAboveTheMostOfARun() {
    assertThat(LengthPlan.of(new int[] {500, 500}, COST))
        .containsExactly(new LengthPlan.Run(List.of(0), 500), new LengthPlan.Run(List.of(1), 500));
  }

  @Test
  void startsAGpuOnceForABatch() {
    int[] lengths = lengths(new Random(3), 128, 100);

    assertThat(LengthPlan.of(lengths, RunCost.GPU)).hasSize(1);
  }

  @Test
  void hasNoRunWithoutTexts() {
    assertThat(LengthPlan.of(new int[0], COST)).isEmpty();
  }

  private static int[] lengths(Random random, int texts, int most) {
    return random.ints(texts, 3, most + 1).toArray();
  }

  private static int cost(List<LengthPlan.Run> runs) {
    return runs.stream().mapToInt(run -> COST.of(run.texts().size(), run.longest())).sum();
  }

  /** Tries every set of places to cut at. */
  private static int cheapest(int[] ascending) {
    return IntStream.range(0, 1 << (ascending.length - 1))
        .map(cuts -> cost(ascending, cuts))
        .min()
        .orElseThrow();
  }

  private static int cost(int[] ascending, int cuts) {
    int total = 0;
    int begin = 0;
    for (int end = 1; end <= ascending.length; end++) {
      if (end == ascending.length || (cuts >> (end - 1) & 1) == 1) {
        if (!COST.allows(end - begin, ascending[end - 1])) {
          return Integer.MAX_VALUE;
        }
        total += COST.of(end - begin, ascending[end - 1]);
        begin = end;
      }
    }
    return total;
  }
}
