package io.freshet.learner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class ListChoiceTest {
  private static final double STEP = 1e-5;
  private static final double[] LABELS = {0, 1, 0, 0.5};
  private static final double[] WEIGHTS = {0.3, 1, 0.3, 1};

  private final float[][] x = new float[LABELS.length][3];
  private final double[] w = {0.7, -0.4, 1.2};

  ListChoiceTest() {
    Random random = new Random(1);
    for (float[] features : x) {
      features[0] = random.nextFloat();
      features[1] = random.nextFloat();
      features[2] = 0.25f;
    }
  }

  @Test
  void isTheGradientOfTheLoss() {
    float[] gradient = choice(LABELS).gradient();
    for (int i = 0; i < w.length; i++) {
      double kept = w[i];
      w[i] = kept + STEP;
      double above = loss();
      w[i] = kept - STEP;
      double below = loss();
      w[i] = kept;
      assertThat((double) gradient[i]).isCloseTo((above - below) / (2 * STEP), within(1e-6));
    }
  }

  @Test
  void featuresThatAllCandidatesShareSayNothing() {
    assertThat(choice(LABELS).gradient()[2]).isZero();
  }

  @Test
  void listsWithoutAChoiceSayNothing() {
    assertThat(choice(new double[LABELS.length]).gradient()).isEmpty();
    assertThat(new ListChoice().gradient()).isEmpty();
  }

  private ListChoice choice(double[] labels) {
    ListChoice choice = new ListChoice();
    choice.begin();
    for (int c = 0; c < x.length; c++) {
      choice.add(x[c], margin(c), labels[c], WEIGHTS[c]);
    }
    return choice;
  }

  private double loss() {
    double total = 0;
    for (int c = 0; c < x.length; c++) {
      total += WEIGHTS[c] * Math.exp(margin(c));
    }
    double loss = 0;
    for (int c = 0; c < x.length; c++) {
      loss -= LABELS[c] * Math.log(WEIGHTS[c] * Math.exp(margin(c)) / total);
    }
    return loss;
  }

  private double margin(int c) {
    return w[0] * x[c][0] + w[1] * x[c][1] + w[2] * x[c][2];
  }
}
