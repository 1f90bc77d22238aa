package io.freshet.learner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.freshet.schemas.model.FtrlConfig;
import io.freshet.schemas.model.LogisticConfig;
import io.freshet.schemas.model.LogisticModel;
import io.freshet.schemas.model.RankingFeatures;
import io.freshet.schemas.record.Example;
import io.freshet.schemas.record.RowDelta;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class FtrlLearnerTest {
  private static final FtrlConfig CONFIG = new FtrlConfig(0.2, 1, 0.1, 0.05);
  private static final LogisticConfig LOGISTIC = LogisticConfig.of(CONFIG);
  private final FtrlLearner learner =
      new FtrlLearner(new LogisticModel("m", LOGISTIC, List.of(), 6), LOGISTIC, 1);

  @Test
  void isAlgorithm1OfMcMahan() {
    Random random = new Random(1);
    Naive naive = new Naive();
    for (int i = 0; i < 3_000; i++) {
      int[] indices = new int[6];
      float[] values = new float[6];
      double margin = 0;
      for (int j = 0; j < 6; j++) {
        indices[j] = learner.model().find("#" + (10 * j + random.nextInt(10)));
        values[j] = random.nextFloat();
        margin += values[j] * (indices[j] % 2 == 0 ? 1 : -1);
      }
      double label = random.nextDouble() < 1 / (1 + Math.exp(-margin)) ? 1 : 0;
      double weight = 0.5 + random.nextDouble();
      double expected = naive.learn(indices, values, label, weight);
      assertThat(learner.learn(indices, values, 0, 6, label, weight))
          .isCloseTo(expected, within(1e-4));
    }
    naive.z.forEach(
        (i, z) ->
            assertThat((double) learner.model().rows().current(i, 0)).isCloseTo(z, within(1e-3)));
    naive.n.forEach(
        (i, n) ->
            assertThat((double) learner.model().rows().current(i, 1)).isCloseTo(n, within(1e-3)));
  }

  @Test
  void flushedDeltasAddUpToTheRowsBitForBit() {
    FtrlLearner ranker = FtrlLearner.ranker(LOGISTIC, 1);
    Examples examples = new Examples(3);
    int size = ranker.model().size();
    double[] z = new double[size];
    double[] n = new double[size];
    for (int i = 0; i < 500; i++) {
      ranker.learn(examples.ranking());
      if (i % 7 == 6 || i == 499) {
        for (RowDelta delta : flush(ranker)) {
          int index = ranker.model().find(delta.getKey());
          z[index] += delta.getValues().get(0);
          n[index] += delta.getValues().get(1);
        }
      }
    }
    for (int i = 0; i < size; i++) {
      assertThat((float) z[i]).isEqualTo(ranker.model().rows().current(i, 0));
      assertThat((float) n[i]).isEqualTo(ranker.model().rows().current(i, 1));
    }
    assertThat(flush(ranker)).isEmpty();
  }

  private static double margin(FtrlLearner ranker, float[] features) {
    return ranker.model().margin(features) + ranker.model().segmentMargin(features);
  }

  @Test
  void learnsWhatAttractsAndSaysHowWell() {
    FtrlLearner ranker = FtrlLearner.ranker(LogisticConfig.of(FtrlConfig.defaults()), 1);
    Examples examples = new Examples(4);
    for (int i = 0; i < 2_000; i++) {
      ranker.learn(examples.ranking());
    }
    float[] neither = new float[RankingFeatures.NAMES.size()];
    float[] attracts = neither.clone();
    attracts[0] = 1;
    float[] repels = neither.clone();
    repels[1] = 1;
    assertThat(margin(ranker, attracts)).isGreaterThan(margin(ranker, neither) + 1);
    assertThat(margin(ranker, repels)).isLessThan(margin(ranker, neither) - 1);
    Map<String, Double> metrics = ranker.validation().progress(0, 9).getMetrics();
    assertThat(metrics.get("auc")).isGreaterThan(0.7);
    assertThat(metrics.get("log-loss")).isLessThan(0.65);
    assertThat(ranker.validation().progress(0, 9).getCount()).isEqualTo(10_000);
  }

  @Test
  void negativesCanWeighLess() {
    Example example = new Examples(5).ranking();
    example.getCandidates().forEach(candidate -> candidate.setLabel(0));
    FtrlLearner light = FtrlLearner.ranker(LOGISTIC, 0);
    light.learn(example);
    assertThat(flush(light)).isEmpty();
  }

  @Test
  void ingestTimesTravelWithTheDeltas() {
    FtrlLearner ranker = FtrlLearner.ranker(LOGISTIC, 1);
    Example example = new Examples(6).ranking();
    ranker.learn(example);
    assertThat(flush(ranker))
        .isNotEmpty()
        .allSatisfy(d -> assertThat(d.getIngestTime()).isEqualTo(example.getIngestTime()));
  }

  private static List<RowDelta> flush(Learner learner) {
    List<RowDelta> deltas = new ArrayList<>();
    learner.flush(deltas::add);
    return deltas;
  }

  private static final class Naive {
    private final Map<Integer, Double> z = new TreeMap<>();
    private final Map<Integer, Double> n = new TreeMap<>();

    double learn(int[] indices, float[] values, double label, double weight) {
      double margin = 0;
      double[] w = new double[indices.length];
      for (int i = 0; i < indices.length; i++) {
        w[i] = weight(indices[i]);
        margin += w[i] * values[i];
      }
      double p = 1 / (1 + Math.exp(-margin));
      for (int i = 0; i < indices.length; i++) {
        double g = weight * (p - label) * values[i];
        double before = n.getOrDefault(indices[i], 0.0);
        double sigma = (Math.sqrt(before + g * g) - Math.sqrt(before)) / CONFIG.alpha();
        z.merge(indices[i], g - sigma * w[i], Double::sum);
        n.merge(indices[i], g * g, Double::sum);
      }
      return p;
    }

    private double weight(int i) {
      double zi = z.getOrDefault(i, 0.0);
      if (Math.abs(zi) <= CONFIG.l1()) {
        return 0;
      }
      return -(zi - Math.signum(zi) * CONFIG.l1())
          / ((CONFIG.beta() + Math.sqrt(n.get(i))) / CONFIG.alpha() + CONFIG.l2());
    }
  }
}
