package io.freshet.deploy.bench.retrieval;

import io.freshet.schemas.model.DeepFmConfig;
import io.freshet.schemas.model.DeepFmField;
import io.freshet.schemas.model.DeepFmModel;
import io.freshet.schemas.model.RankingFeatures;
import io.freshet.schemas.model.RankingInput;
import io.freshet.scoring.djl.DeviceDeepFm;
import io.freshet.scoring.inference.DeviceChoice;
import io.freshet.scoring.inference.ModelException;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** Ranks generated candidates by DeepFM, in plain Java and on the device. */
final class RankingRun {
  private static final int CANDIDATES = 150;
  private static final int VALUES = 10_000;
  private static final int ROUNDS = 200;

  private final DeepFmModel model = DeepFmModel.ranker(DeepFmConfig.defaults());
  private final RandomGenerator random;

  RankingRun(RandomGenerator random) {
    this.random = random;
    for (DeepFmField field : DeepFmField.values()) {
      for (int value = 0; value < VALUES; value++) {
        model.rows(field).findOrCreate(Integer.toString(value));
      }
    }
  }

  RetrievalReport.Ranking measure(int lists, DeviceChoice choice) throws ModelException {
    List<Candidates> inputs = new ArrayList<>();
    List<double[]> scores = new ArrayList<>();
    for (int list = 0; list < lists; list++) {
      inputs.add(candidates());
      scores.add(new double[CANDIDATES]);
    }
    try (DeviceDeepFm device = DeviceDeepFm.create(model, choice)) {
      double plain = micros(() -> scoreEach(inputs, scores)) / lists;
      double onDevice = micros(() -> device.score(inputs, scores)) / lists;
      return new RetrievalReport.Ranking(lists, CANDIDATES, plain, onDevice);
    }
  }

  private void scoreEach(List<Candidates> lists, List<double[]> scores) {
    for (int list = 0; list < lists.size(); list++) {
      model.score(lists.get(list), scores.get(list));
    }
  }

  /** The best of some rounds. */
  private static double micros(Runnable round) {
    long least = Long.MAX_VALUE;
    for (int i = 0; i < ROUNDS; i++) {
      long started = System.nanoTime();
      round.run();
      least = Math.min(least, System.nanoTime() - started);
    }
    return least / 1e3;
  }

  private Candidates candidates() {
    float[][] features = new float[CANDIDATES][RankingFeatures.NAMES.size()];
    String[] items = new String[CANDIDATES];
    for (int i = 0; i < CANDIDATES; i++) {
      items[i] = Integer.toString(random.nextInt(VALUES));
      for (int f = 0; f < features[i].length; f++) {
        features[i][f] = random.nextFloat();
      }
    }
    return new Candidates(items, features);
  }

  private record Candidates(String[] items, float[][] features) implements RankingInput {
    @Override
    public int size() {
      return items.length;
    }

    @Override
    public String lastItem() {
      return items[0];
    }

    @Override
    public String item(int candidate) {
      return items[candidate];
    }

    @Override
    public String source(int candidate) {
      return items[1];
    }

    @Override
    public String because(int candidate) {
      return items[candidate / 10];
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
