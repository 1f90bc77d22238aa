package io.freshet.learner;

import io.freshet.schemas.record.Example;
import io.freshet.schemas.record.ExampleKind;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Texts of three classes with a vector that leans to its class, n-grams that do, and offsets. */
final class EncodedExamples {
  static final List<String> CLASSES = List.of("negative", "neutral", "positive");
  static final String ENCODING = "encoder/1";
  static final int DIMENSIONS = 24;
  private static final double NOISE = 40;
  private static final double LEAN = 25;

  private final Random random;
  private final double[][] means = new double[CLASSES.size()][DIMENSIONS];
  private int made;

  EncodedExamples(long seed) {
    random = new Random(seed);
    for (double[] mean : means) {
      for (int i = 0; i < DIMENSIONS; i++) {
        mean[i] = LEAN * random.nextGaussian();
      }
    }
  }

  Example next() {
    int truth = random.nextInt(CLASSES.size());
    byte[] vector = new byte[DIMENSIONS];
    for (int i = 0; i < DIMENSIONS; i++) {
      double component = means[truth][i] + NOISE * random.nextGaussian();
      vector[i] = (byte) Math.max(-127, Math.min(127, Math.round(component)));
    }
    List<Integer> features = new ArrayList<>();
    List<Float> values = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      boolean telling = random.nextInt(4) == 0;
      features.add(telling ? 100 * (truth + 1) + random.nextInt(40) : random.nextInt(50));
      values.add(0.4f);
    }
    made++;
    return Example.newBuilder()
        .setId("e" + made)
        .setKind(ExampleKind.TEXT)
        .setKey("t" + made)
        .setEventTime(made)
        .setIngestTime(1_000_000 + made)
        .setTask("sentiment")
        .setLabel(CLASSES.get(truth))
        .setFeatures(features)
        .setValues(values)
        .setEmbedding(ByteBuffer.wrap(vector))
        .setEmbeddingScale(0.002f)
        .setEncoding(ENCODING)
        .setOffsets(offsets(truth))
        .build();
  }

  /** The same text without what an encoder adds. */
  static Example plain(Example example) {
    return Example.newBuilder(example)
        .setEmbedding(null)
        .setEmbeddingScale(0)
        .setEncoding("")
        .setOffsets(Map.of())
        .build();
  }

  /** The vector of a text, without components when it has none. */
  static float[] vector(Example example) {
    byte[] components = example.getEmbedding().map(ByteBuffer::array).orElse(new byte[0]);
    float[] vector = new float[components.length];
    for (int i = 0; i < vector.length; i++) {
      vector[i] = components[i] * example.getEmbeddingScale();
    }
    return vector;
  }

  private Map<String, Float> offsets(int truth) {
    Map<String, Float> offsets = new HashMap<>();
    for (int c = 0; c < CLASSES.size(); c++) {
      offsets.put(
          CLASSES.get(c), (float) ((c == truth ? 0.4 : -0.2) + 0.5 * random.nextGaussian()));
    }
    return offsets;
  }
}
