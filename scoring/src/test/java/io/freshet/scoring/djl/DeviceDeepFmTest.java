package io.freshet.scoring.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.freshet.schemas.model.DeepFmConfig;
import io.freshet.schemas.model.DeepFmField;
import io.freshet.schemas.model.DeepFmModel;
import io.freshet.schemas.model.RankingFeatures;
import io.freshet.schemas.model.RankingInput;
import io.freshet.schemas.model.SeededRows;
import io.freshet.scoring.inference.DeviceChoice;
import io.freshet.scoring.inference.ModelException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class DeviceDeepFmTest {
  private final SplittableRandom random = new SplittableRandom(4);
  private final DeepFmModel model = DeepFmModel.ranker(withConversions());

  @Test
  void agreesWithPlainJavaBeforeAndAfterRowsChange() throws ModelException {
    learn();
    try (DeviceDeepFm device = DeviceDeepFm.create(model, DeviceChoice.CPU)) {
      assertAgrees(device, lists(1, 70, 0, 200));
      learn();
      assertAgrees(device, lists(500));
      assertAgrees(device, lists(3, 40));
      assertAgrees(device, List.of());
    }
  }

  private void assertAgrees(DeviceDeepFm device, List<Candidates> lists) {
    List<double[]> scored = lists.stream().map(list -> new double[list.size()]).toList();
    device.score(lists, scored);
    for (int list = 0; list < lists.size(); list++) {
      double[] expected = new double[lists.get(list).size()];
      model.score(lists.get(list), expected);
      assertThat(scored.get(list)).containsExactly(expected, within(1e-4));
    }
  }

  /** Gives all weights other values, and values of fields rows. */
  private void learn() {
    for (DeepFmField field : DeepFmField.values()) {
      for (int value = 0; value < 50; value++) {
        model.rows(field).findOrCreate("v" + value);
      }
      change(model.rows(field));
    }
    change(model.linear());
    model.network().layers().forEach(this::change);
  }

  private void change(SeededRows rows) {
    for (int i = 0; i < rows.bound() * rows.width(); i++) {
      rows.weights()[i] += (float) (0.3 * random.nextGaussian());
    }
  }

  private List<Candidates> lists(int... sizes) {
    List<Candidates> lists = new ArrayList<>();
    for (int size : sizes) {
      float[][] features = new float[size][RankingFeatures.NAMES.size()];
      String[] values = new String[size];
      for (int i = 0; i < size; i++) {
        values[i] = "v" + random.nextInt(70);
        for (int f = 0; f < features[i].length; f++) {
          features[i][f] = (float) random.nextGaussian();
        }
      }
      lists.add(new Candidates(values, features));
    }
    return lists;
  }

  private static DeepFmConfig withConversions() {
    DeepFmConfig defaults = DeepFmConfig.defaults();
    return new DeepFmConfig(
        defaults.embeddingSize(),
        defaults.hidden(),
        defaults.embeddingRate(),
        defaults.networkRate(),
        defaults.initialSquares(),
        defaults.l2(),
        defaults.dropout(),
        defaults.maxGradientNorm(),
        defaults.batchSize(),
        defaults.listwise(),
        0.5,
        defaults.seed());
  }

  private record Candidates(String[] values, float[][] features) implements RankingInput {
    @Override
    public int size() {
      return values.length;
    }

    @Override
    public String lastItem() {
      return "v1";
    }

    @Override
    public String item(int candidate) {
      return values[candidate];
    }

    @Override
    public String source(int candidate) {
      return "content";
    }

    @Override
    public String because(int candidate) {
      return candidate % 2 == 0 ? "" : "v2";
    }

    @Override
    public int position(int candidate) {
      return SERVING_POSITION;
    }

    @Override
    public float[] features(int candidate) {
      return features[candidate];
    }
  }
}
