package io.freshet.learner;

import io.freshet.schemas.model.DeepFmField;
import io.freshet.schemas.model.DeepFmModel;
import java.util.Arrays;

/**
 * Candidates that wait to be learned from, list by list, with the rows of their values. Mutable;
 * filled and emptied by the learner alone.
 */
final class DeepFmBatch {
  private static final int HEADS = DeepFmModel.HEADS;

  private int[][] rows = new int[0][];
  private float[][] features = new float[0][];
  private int[] positions = new int[0];
  private float[] labels = new float[0];
  private float[] weights = new float[0];
  private int[] listEnds = new int[16];
  private float[] listWeights = new float[16];
  private int lists;
  private int size;
  private long ingestTime;

  /** Adds a candidate to the list that {@link #endList} will end. */
  void add(float[] dense, int position, float weight) {
    if (size == rows.length) {
      grow(Math.max(256, 2 * size), dense.length);
    }
    System.arraycopy(dense, 0, features[size], 0, dense.length);
    positions[size] = position;
    weights[size] = weight;
    labels[size * HEADS + DeepFmModel.CLICK] = 0;
    labels[size * HEADS + DeepFmModel.CONVERSION] = 0;
    size++;
  }

  /** Sets the row of a field's value of the candidate that was added last. */
  void setRow(DeepFmField field, int row) {
    rows[size - 1][field.ordinal()] = row;
  }

  /** Sets a label of the candidate that was added last. */
  void setLabel(int head, float label) {
    labels[(size - 1) * HEADS + head] = label;
  }

  /** The candidates since the last end are a list. */
  void endList(float weight, long time) {
    if (lists == listEnds.length) {
      listEnds = Arrays.copyOf(listEnds, 2 * lists);
      listWeights = Arrays.copyOf(listWeights, 2 * lists);
    }
    listEnds[lists] = size;
    listWeights[lists++] = weight;
    ingestTime = Math.max(ingestTime, time);
  }

  void clear() {
    size = 0;
    lists = 0;
    ingestTime = 0;
  }

  int size() {
    return size;
  }

  int lists() {
    return lists;
  }

  int listStart(int list) {
    return list == 0 ? 0 : listEnds[list - 1];
  }

  int listEnd(int list) {
    return listEnds[list];
  }

  float listWeight(int list) {
    return listWeights[list];
  }

  /** The rows of the values of a candidate, by field. */
  int[] rows(int candidate) {
    return rows[candidate];
  }

  float[] features(int candidate) {
    return features[candidate];
  }

  /** The row of a candidate's position. */
  int position(int candidate) {
    return positions[candidate];
  }

  float label(int candidate, int head) {
    return labels[candidate * HEADS + head];
  }

  float weight(int candidate) {
    return weights[candidate];
  }

  /** The newest ingest time of its lists, epoch milliseconds. */
  long ingestTime() {
    return ingestTime;
  }

  private void grow(int capacity, int featureCount) {
    rows = Arrays.copyOf(rows, capacity);
    features = Arrays.copyOf(features, capacity);
    for (int i = size; i < capacity; i++) {
      rows[i] = new int[DeepFmField.COUNT];
      features[i] = new float[featureCount];
    }
    positions = Arrays.copyOf(positions, capacity);
    labels = Arrays.copyOf(labels, capacity * HEADS);
    weights = Arrays.copyOf(weights, capacity);
  }
}
