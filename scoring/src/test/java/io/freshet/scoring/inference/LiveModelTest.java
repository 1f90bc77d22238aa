package io.freshet.scoring.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LiveModelTest {
  private static final int LIMIT = 5;

  private final List<String> heard = new ArrayList<>();
  private final ScriptedModel first = new ScriptedModel("1").failingOn(x -> x < 0);
  private final LiveModel<Double, Double> live = live(first);

  @Test
  void aGoodVersionTakesOverAndTheOldOneIsClosedOnce() throws Exception {
    ScriptedModel second = new ScriptedModel("2").failingOn(x -> x < 0);
    live.offer(second);

    Collected<Double> outcomes = answer(1, -2, 3);
    live.close();

    assertThat(outcomes.answers()).isEqualTo(2);
    assertThat(heard).containsExactly("switched to 2");
    assertThat(first.closed()).isEqualTo(1);
    assertThat(second.closed()).isEqualTo(1);
  }

  @Test
  void aVersionThatFailsWhereTheOldOneAnswersIsRefused() throws Exception {
    ScriptedModel second = new ScriptedModel("2").failingOn(x -> x == 3);
    live.offer(second);

    Collected<Double> outcomes = answer(1, 2, 3);

    assertThat(outcomes.answers()).isEqualTo(3);
    assertThat(heard).hasSize(1).first().asString().startsWith("refused 2: first answers");
    assertThat(second.closed()).isEqualTo(1);
    assertThat(first.closed()).isZero();
  }

  @Test
  void aVersionWhoseFirstAnswersAreNotFiniteIsRefused() throws Exception {
    live.offer(new ScriptedModel("2").spoiledBy(x -> true));

    Collected<Double> outcomes = answer(1, 2, 3);

    assertThat(outcomes.answers()).isEqualTo(3);
    assertThat(heard).hasSize(1).first().asString().contains("refused 2", "is not finite");
  }

  @Test
  void recordsThatNobodyCanAnswerSayNothingAboutAVersion() throws Exception {
    live.offer(new ScriptedModel("2").failingOn(x -> x < 0));

    assertThat(answer(-1, -2).failures()).containsExactly(0, 1);
    assertThat(heard).isEmpty();

    answer(1);
    assertThat(heard).containsExactly("switched to 2");
  }

  @Test
  void aNewerVersionReplacesOneOnTrial() throws Exception {
    ScriptedModel second = new ScriptedModel("2").failingOn(x -> true);
    ScriptedModel third = new ScriptedModel("3");
    live.offer(second);
    answer(-1);

    live.offer(third);
    answer(1);

    assertThat(second.closed()).isEqualTo(1);
    assertThat(heard).containsExactly("switched to 3");
  }

  @Test
  void aModelThatFailsOnEverythingIsNamed() {
    LiveModel<Double, Double> broken = live(new ScriptedModel("9").failingOn(x -> true));

    assertThatThrownBy(() -> broken.answer(List.of(1.0, 2.0, 3.0, 4.0, 5.0), new Collected<>()))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("doubler = twice version 9")
        .hasMessageContaining("on cpu failed on 5 records in a row")
        .hasMessageContaining("cannot take");
  }

  @Test
  void aLongRunOfBadRecordsDoesNotMakeAModelBroken() throws Exception {
    answer(1);
    double[] bad = IntStream.rangeClosed(1, 20 * LIMIT).mapToDouble(i -> -i).toArray();

    assertThat(answer(bad).failures()).hasSize(20 * LIMIT);
  }

  @Test
  void aModelThatBreaksLaterIsFoundOutByWhatItAnsweredBefore() throws Exception {
    answer(1);
    first.failingOn(x -> true);

    assertThatThrownBy(() -> answer(1, 2, 3, 4, 5)).isInstanceOf(ModelException.class);
  }

  private Collected<Double> answer(double... inputs) throws ModelException {
    Collected<Double> outcomes = new Collected<>();
    live.answer(Arrays.stream(inputs).boxed().toList(), outcomes);
    return outcomes;
  }

  private LiveModel<Double, Double> live(ScriptedModel model) {
    SwapListener listener =
        new SwapListener() {
          @Override
          public void switched(ModelSource version, String device) {
            heard.add("switched to " + version.version());
          }

          @Override
          public void refused(ModelSource version, String why) {
            heard.add("refused " + version.version() + ": " + why);
          }
        };
    return new LiveModel<>(model, Double::isFinite, LIMIT, listener);
  }
}
