package io.freshet.learner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.freshet.schemas.model.EmbeddingWeights;
import io.freshet.schemas.model.ModelsConfig;
import io.freshet.schemas.model.RowKey;
import io.freshet.schemas.model.SoftmaxConfig;
import io.freshet.schemas.model.SoftmaxModel;
import io.freshet.schemas.model.TextEmbeddings;
import io.freshet.schemas.record.Example;
import io.freshet.schemas.record.ParameterRow;
import io.freshet.schemas.record.RowDelta;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class EmbeddingStepsTest {
  private static final SoftmaxConfig CONFIG =
      new SoftmaxConfig(0.3, 0.07, 0.06, 0.01, 0, 0, 22, 2, 3, 5, 400);
  private static final String KEY =
      TextEmbeddings.key(EncodedExamples.ENCODING, EncodedExamples.DIMENSIONS);

  private final EncodedExamples examples = new EncodedExamples(1);
  private final SoftmaxLearner learner = new SoftmaxLearner("sentiment", CONFIG);

  @Test
  void isTextbookAdaGradOnTopOfTheOffsets() {
    NaiveSoftmax naive = new NaiveSoftmax(CONFIG);
    for (int i = 0; i < 1_000; i++) {
      Example example = examples.next();
      learner.learn(example);
      naive.learn(example);
    }
    for (int c = 0; c < EncodedExamples.CLASSES.size(); c++) {
      int label = learner.model().labelIndex(EncodedExamples.CLASSES.get(c));
      float[] weights = learner.model().embeddings().of(KEY).weights(label);
      for (int i = 0; i < weights.length; i++) {
        assertThat((double) weights[i]).isCloseTo(naive.vector[c][i], within(1e-3));
      }
      for (int feature : naive.words.get(c).keySet()) {
        assertThat((double) learner.model().weight(feature, label))
            .isCloseTo(naive.words.get(c).get(feature)[0], within(1e-3));
      }
    }
  }

  @Test
  void flushedDeltasAddUpToTheRowBitForBit() {
    SoftmaxModel sum = new SoftmaxModel("sentiment");
    double[][] sums = new double[3][2 * EncodedExamples.DIMENSIONS];
    for (int i = 0; i < 300; i++) {
      learner.learn(examples.next());
      if (i % 7 == 0 || i == 299) {
        learner.flush(delta -> add(delta, sum, sums));
      }
    }
    EmbeddingWeights weights = learner.model().embeddings().of(KEY);
    for (int c = 0; c < 3; c++) {
      int label = learner.model().labelIndex(sum.labels().get(c));
      for (int i = 0; i < EncodedExamples.DIMENSIONS; i++) {
        assertThat((float) sums[c][i]).isEqualTo(weights.weights(label)[i]);
        assertThat((float) sums[c][EncodedExamples.DIMENSIONS + i])
            .isEqualTo(weights.squaredGradients(label)[i]);
      }
    }
  }

  @Test
  void parallelLearnersMergeToOneModelAndARestoredOneGoesOn() throws IOException {
    SoftmaxLearner[] learners = {learner, new SoftmaxLearner("sentiment", CONFIG)};
    Merge merge = new Merge();
    for (int i = 0; i < 400; i++) {
      learners[i % 2].learn(examples.next());
      if (i % 20 == 19) {
        merge.sync(learners);
      }
    }
    SoftmaxModel scorer = new SoftmaxModel("sentiment");
    SoftmaxLearner restored = new SoftmaxLearner("sentiment", CONFIG);
    merge.rows().forEach(scorer::apply);
    learner.model().forEachRow(row -> restored.apply(row, List.of()));
    Example next = examples.next();
    assertThat(byLabel(scorer, next)).isEqualTo(byLabel(learner.model(), next));
    assertThat(byLabel(scorer, next)).isEqualTo(byLabel(learners[1].model(), next));
    learner.learn(next);
    restored.learn(next);
    assertThat(byLabel(restored.model(), next)).isEqualTo(byLabel(learner.model(), next));
  }

  @Test
  void anotherEncodingHasARowOfItsOwn() {
    Example example = examples.next();
    learner.learn(example);
    List<RowDelta> first = deltas();
    learner.learn(
        Example.newBuilder(examples.next())
            .setEmbedding(ByteBuffer.wrap(new byte[] {1, 2, 3}))
            .setEncoding("other/1")
            .build());
    assertThat(keys(first)).contains(KEY).doesNotContain("embedding/3/other/1");
    assertThat(keys(deltas())).contains("embedding/3/other/1").doesNotContain(KEY);
    learner.learn(EncodedExamples.plain(examples.next()));
    assertThat(keys(deltas())).isNotEmpty().noneMatch(TextEmbeddings::isKey);
  }

  @Test
  void aRemovedRowIsForgotten() {
    learner.learn(examples.next());
    learner.flush(delta -> {});
    learner.apply(
        ParameterRow.newBuilder()
            .setModel("text-sentiment")
            .setTable(SoftmaxModel.WEIGHTS)
            .setKey(KEY)
            .setColumns(List.of())
            .setValues(List.of())
            .build(),
        List.of());
    List<String> keys = new ArrayList<>();
    learner.model().forEachRow(row -> keys.add(row.getKey()));
    assertThat(keys).isNotEmpty().doesNotContain(KEY);
  }

  @Test
  void withWrongAndMissingLabelsItStillBeatsNgramsAlone() {
    SoftmaxLearner words = new SoftmaxLearner("sentiment", CONFIG);
    Random random = new Random(5);
    int better = 0;
    int right = 0;
    for (int i = 0; i < 3_000; i++) {
      Example example = examples.next();
      String truth = example.getLabel().orElseThrow();
      boolean both = isRight(learner.model(), example, truth);
      right += both ? 1 : 0;
      better += both ? 1 : 0;
      better -= isRight(words.model(), EncodedExamples.plain(example), truth) ? 1 : 0;
      if (random.nextBoolean()) {
        Example told = random.nextInt(10) == 0 ? mislabelled(example, random) : example;
        learner.learn(told);
        words.learn(EncodedExamples.plain(told));
      }
    }
    assertThat(right).isGreaterThan(2_400);
    assertThat(better).isGreaterThan(300);
  }

  private static Example mislabelled(Example example, Random random) {
    int truth = EncodedExamples.CLASSES.indexOf(example.getLabel().orElseThrow());
    return Example.newBuilder(example)
        .setLabel(EncodedExamples.CLASSES.get((truth + 1 + random.nextInt(2)) % 3))
        .build();
  }

  private static boolean isRight(SoftmaxModel model, Example example, String truth) {
    Map<String, Double> p = byLabel(model, example);
    return p.values().stream().allMatch(other -> p.getOrDefault(truth, -1.0) >= other);
  }

  private static Map<String, Double> byLabel(SoftmaxModel model, Example example) {
    int[] features = example.getFeatures().stream().mapToInt(Integer::intValue).toArray();
    float[] values = new float[features.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = example.getValues().get(i);
    }
    float[] vector = EncodedExamples.vector(example);
    String key = TextEmbeddings.key(example.getEncoding(), vector.length);
    double[] p = model.predict(features, values, key, vector, example.getOffsets());
    Map<String, Double> byLabel = new TreeMap<>();
    for (int c = 0; c < p.length; c++) {
      byLabel.put(model.labels().get(c), Math.round(p[c] * 1e9) / 1e9);
    }
    return byLabel;
  }

  private static void add(RowDelta delta, SoftmaxModel sum, double[][] sums) {
    if (delta.getKey().equals(KEY)) {
      int width = delta.getValues().size() / delta.getColumns().size();
      for (int i = 0; i < delta.getValues().size(); i++) {
        sums[sum.labelIndex(delta.getColumns().get(i / width))][i % width] +=
            delta.getValues().get(i);
      }
    }
  }

  private List<RowDelta> deltas() {
    List<RowDelta> deltas = new ArrayList<>();
    learner.flush(deltas::add);
    return deltas;
  }

  private static List<String> keys(List<RowDelta> deltas) {
    return deltas.stream().map(RowDelta::getKey).toList();
  }

  /** The keyed merge, whose rows go through their stored form each time. */
  private static final class Merge {
    private final RowMerge merge = new RowMerge(ModelsConfig.defaults(), 1);
    private final Map<RowKey, byte[]> stored = new HashMap<>();

    void sync(SoftmaxLearner[] learners) throws IOException {
      List<RowDelta> deltas = new ArrayList<>();
      for (SoftmaxLearner learner : learners) {
        learner.flush(deltas::add);
      }
      for (RowDelta delta : deltas) {
        RowKey key = new RowKey(delta.getModel(), delta.getTable(), delta.getKey());
        MergedRow row = stored.containsKey(key) ? read(stored.get(key)) : new MergedRow();
        merge.add(row, delta, 1);
        stored.put(key, write(row));
      }
      for (ParameterRow row : rows()) {
        for (SoftmaxLearner learner : learners) {
          learner.apply(row, List.of());
        }
      }
    }

    List<ParameterRow> rows() throws IOException {
      List<ParameterRow> rows = new ArrayList<>();
      for (Map.Entry<RowKey, byte[]> row : stored.entrySet()) {
        rows.add(merge.publish(row.getKey(), read(row.getValue())));
      }
      return rows;
    }

    private static MergedRow read(byte[] stored) throws IOException {
      return MergedRow.read(new DataInputStream(new ByteArrayInputStream(stored)));
    }

    private static byte[] write(MergedRow row) throws IOException {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      row.write(new DataOutputStream(bytes));
      return bytes.toByteArray();
    }
  }
}
