package io.freshet.scoring;

import java.util.List;

/** A text as a sparse vector: feature numbers, ascending, each once, with their values. */
public final class TextFeatures {
  private final int[] features;
  private final float[] values;

  TextFeatures(int[] features, float[] values) {
    this.features = features;
    this.values = values;
  }

  /** The feature numbers; owned by this object. */
  public int[] features() {
    return features;
  }

  /** Their values; owned by this object. */
  public float[] values() {
    return values;
  }

  public int size() {
    return features.length;
  }

  List<Integer> featureList() {
    return new IntList(features);
  }

  List<Float> valueList() {
    return new FloatList(values);
  }
}
