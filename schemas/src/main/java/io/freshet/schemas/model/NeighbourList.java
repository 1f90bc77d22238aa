package io.freshet.schemas.model;

import java.util.Arrays;

/**
 * The neighbours of one item with their weights, unordered, bounded: the lightest one makes room
 * for a new one.
 */
final class NeighbourList {
  private int[] ids = new int[4];
  private float[] weights = new float[4];
  private int size;

  int size() {
    return size;
  }

  int id(int index) {
    return ids[index];
  }

  float weight(int index) {
    return weights[index];
  }

  void clear() {
    size = 0;
  }

  /**
   * Adds weight to a neighbour and returns its new weight; a full list first gives up its lightest
   * neighbour.
   */
  float add(int id, double weight, int bound) {
    int index = indexOf(id);
    if (index < 0) {
      index = size < bound ? append(id) : replaceLightest(id);
    }
    weights[index] = (float) (weights[index] + weight);
    return weights[index];
  }

  float weightOf(int id) {
    int index = indexOf(id);
    return index < 0 ? 0 : weights[index];
  }

  private int indexOf(int id) {
    for (int index = 0; index < size; index++) {
      if (ids[index] == id) {
        return index;
      }
    }
    return -1;
  }

  private int append(int id) {
    if (size == ids.length) {
      ids = Arrays.copyOf(ids, size * 2);
      weights = Arrays.copyOf(weights, size * 2);
    }
    ids[size] = id;
    weights[size] = 0;
    return size++;
  }

  private int replaceLightest(int id) {
    int lightest = 0;
    for (int index = 1; index < size; index++) {
      if (weights[index] < weights[lightest]) {
        lightest = index;
      }
    }
    ids[lightest] = id;
    weights[lightest] = 0;
    return lightest;
  }
}
