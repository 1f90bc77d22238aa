package io.freshet.deploy.bench;

import java.util.Arrays;

/**
 * Sparse examples of two classes, all in the same three arrays: example i has the features {@code
 * indices[starts[i]..starts[i + 1])} with the values beside them, and a label of 0 or 1. The arrays
 * are not to be changed.
 */
public final class BinaryExamples {
  private final String name;
  private final int hashBits;
  private int[] starts = new int[1024];
  private int[] indices = new int[1024];
  private float[] values = new float[1024];
  private float[] labels = new float[1024];
  private int size;

  /**
   * @param name what they are
   * @param hashBits features are numbers of so many bits
   */
  public BinaryExamples(String name, int hashBits) {
    this.name = name;
    this.hashBits = hashBits;
  }

  public String name() {
    return name;
  }

  public int hashBits() {
    return hashBits;
  }

  public int size() {
    return size;
  }

  /** Adds an example whose features have the value 1. */
  public void add(int[] features, float label) {
    int start = starts[size];
    int end = start + features.length;
    if (end > indices.length) {
      indices = Arrays.copyOf(indices, 2 * end);
      values = Arrays.copyOf(values, 2 * end);
    }
    if (size + 2 > starts.length) {
      starts = Arrays.copyOf(starts, 2 * starts.length);
      labels = Arrays.copyOf(labels, 2 * labels.length);
    }
    System.arraycopy(features, 0, indices, start, features.length);
    Arrays.fill(values, start, end, 1);
    labels[size++] = label;
    starts[size] = end;
  }

  /** Where the features of an example begin, and those of the one before it end. */
  public int start(int example) {
    return starts[example];
  }

  public int[] indices() {
    return indices;
  }

  public float[] values() {
    return values;
  }

  public float label(int example) {
    return labels[example];
  }
}
