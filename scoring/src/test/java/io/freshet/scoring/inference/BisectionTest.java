package io.freshet.scoring.inference;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BisectionTest {
  private final Collected<Double> outcomes = new Collected<>();

  @Test
  void aGoodBatchIsOneCall() throws Exception {
    ScriptedModel model = new ScriptedModel("1");

    answer(model, List.of(1.0, 2.0, 3.0));

    assertThat(outcomes.answers()).isEqualTo(3);
    assertThat(model.calls()).isEqualTo(1);
  }

  @Test
  void anEmptyBatchIsNoCall() throws Exception {
    ScriptedModel model = new ScriptedModel("1");

    answer(model, List.of());

    assertThat(model.calls()).isZero();
  }

  @Test
  void oneBadInputOf64CostsTwoCallsPerHalving() throws Exception {
    ScriptedModel model = new ScriptedModel("1").failingOn(x -> x == 37);

    answer(model, IntStream.range(0, 64).mapToObj(i -> (double) i).toList());

    assertThat(outcomes.failures()).containsExactly(37);
    assertThat(outcomes.failure(37)).hasMessageContaining("37.0");
    assertThat(outcomes.answers()).isEqualTo(63);
    assertThat(model.calls()).isEqualTo(13);
  }

  @Test
  void anAnswerThatIsNotFiniteSpoilsNoOther() throws Exception {
    ScriptedModel model = new ScriptedModel("1").spoiledBy(x -> x == 2);

    answer(model, List.of(0.0, 1.0, 2.0, 3.0));

    assertThat(outcomes.failures()).containsExactly(2);
    assertThat(outcomes.failure(2)).hasMessageContaining("not finite");
    assertThat(outcomes.answers()).isEqualTo(3);
  }

  @Test
  void aModelThatForgetsAnAnswerIsFoundOut() throws Exception {
    ScriptedModel model = new ScriptedModel("1").silentOn(x -> x == 1);

    answer(model, List.of(0.0, 1.0));

    assertThat(outcomes.failures()).containsExactly(1);
    assertThat(outcomes.failure(1)).hasMessageContaining("0 answers to 1 inputs");
  }

  @Test
  void exactlyTheBadOnesFailInRandomBatches() throws Exception {
    SplittableRandom random = new SplittableRandom(7);
    for (int run = 0; run < 200; run++) {
      int size = 1 + random.nextInt(80);
      Set<Double> bad =
          random
              .ints(random.nextInt(6), 0, size)
              .mapToObj(i -> (double) i)
              .collect(Collectors.toSet());
      Collected<Double> found = new Collected<>();
      new Bisection<>(new ScriptedModel("1").failingOn(bad::contains), Double::isFinite)
          .answer(IntStream.range(0, size).mapToObj(i -> (double) i).toList(), found);

      assertThat(new TreeSet<>(found.failures()))
          .isEqualTo(new TreeSet<>(bad.stream().map(Double::intValue).toList()));
      assertThat(found.answers()).isEqualTo(size - bad.size());
    }
  }

  private void answer(ScriptedModel model, List<Double> inputs) throws Exception {
    new Bisection<>(model, Double::isFinite).answer(inputs, outcomes);
  }
}
