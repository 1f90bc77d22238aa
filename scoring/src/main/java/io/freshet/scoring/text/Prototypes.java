package io.freshet.scoring.text;

import io.freshet.scoring.inference.InferenceModel;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a text's vector says of its classes before any label: a class c is the mean p_c of the
 * vectors of its seed sentences, scaled to length 1, and its score begins with T·(cos(x, p_c) −
 * mean over the classes). Immutable, so that threads can share it; of one version of an encoder.
 *
 * <p>Source: Snell, Swersky, Zemel, "Prototypical Networks for Few-shot Learning", NeurIPS 2017,
 * with seed sentences for the support set.
 */
public final class Prototypes {
  /** The classes of a task with their vectors, in one order. */
  private record Classes(List<String> labels, float[][] vectors, double temperature) {}

  private final Map<String, Classes> byTask;

  private Prototypes(Map<String, Classes> byTask) {
    this.byTask = byTask;
  }

  /**
   * @param encoder that the texts go through, too; not closed here
   * @throws Exception when it cannot encode the seed sentences
   */
  public static Prototypes of(
      Map<String, TaskConfig> tasks, InferenceModel<String, Embedding> encoder) throws Exception {
    Map<String, Classes> byTask = new HashMap<>();
    for (Map.Entry<String, TaskConfig> task : tasks.entrySet()) {
      byTask.put(task.getKey(), classes(task.getValue(), encoder));
    }
    return new Prototypes(byTask);
  }

  /** The log-odds that the classes of each task begin with, in the order of the configuration. */
  public Map<String, Map<String, Float>> offsets(Embedding embedding) {
    float[] x = embedding.toFloats();
    Map<String, Map<String, Float>> offsets = new HashMap<>();
    byTask.forEach((task, classes) -> offsets.put(task, offsets(classes, x)));
    return offsets;
  }

  private static Map<String, Float> offsets(Classes classes, float[] x) {
    double[] similarity = new double[classes.vectors.length];
    double mean = 0;
    for (int c = 0; c < similarity.length; c++) {
      similarity[c] = dot(classes.vectors[c], x);
      mean += similarity[c] / similarity.length;
    }
    Map<String, Float> offsets = new LinkedHashMap<>();
    for (int c = 0; c < similarity.length; c++) {
      offsets.put(classes.labels.get(c), (float) (classes.temperature * (similarity[c] - mean)));
    }
    return offsets;
  }

  private static Classes classes(TaskConfig task, InferenceModel<String, Embedding> encoder)
      throws Exception {
    List<String> labels = List.copyOf(task.classes().keySet());
    float[][] vectors = new float[labels.size()][];
    for (int c = 0; c < vectors.length; c++) {
      vectors[c] = mean(encoder.infer(task.seeds(labels.get(c))));
    }
    return new Classes(labels, vectors, task.temperature());
  }

  private static float[] mean(List<Embedding> seeds) {
    float[] sum = new float[seeds.get(0).dimensions()];
    for (Embedding seed : seeds) {
      float[] vector = seed.toFloats();
      for (int i = 0; i < sum.length; i++) {
        sum[i] += vector[i];
      }
    }
    double length = Math.sqrt(dot(sum, sum));
    for (int i = 0; i < sum.length; i++) {
      sum[i] /= (float) length;
    }
    return sum;
  }

  private static double dot(float[] a, float[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }
}
