package io.freshet.schemas.model;

import java.util.Arrays;

/**
 * The neighbours of one item with their weights, unordered, oldest first, bounded: a list that has
 * outgrown its bound by a quarter keeps as many of the heaviest as the bound says, the newer ones
 * among equals. A newcomer so has some time to gather weight, and the cost of choosing is spread
 * over many additions.
 */
final class NeighbourList {
  /** Hears about neighbours that a full list gave up. */
  interface Eviction {
    void evicted(int id, float weight);
  }

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

  /** Their ids; only the first {@link #size} count. */
  int[] ids() {
    return ids;
  }

  /** Their weights; only the first {@link #size} count. */
  float[] weights() {
    return weights;
  }

  void clear() {
    size = 0;
  }

  /**
   * Adds weight to a neighbour and returns by how much the kept weight changed. A weight that is no
   * longer positive leaves the list.
   */
  double add(int id, double weight, int bound, Eviction eviction) {
    int index = indexOf(id);
    if (index < 0) {
      return weight > 0 ? insert(id, (float) weight, bound, eviction) : 0;
    }
    float before = weights[index];
    float after = (float) (before + weight);
    if (after > 0) {
      weights[index] = after;
      return (double) after - before;
    }
    removeAt(index);
    return -before;
  }

  /** Adds a neighbour that is not in the list, whatever the bound. */
  void append(int id, float weight) {
    if (size == ids.length) {
      ids = Arrays.copyOf(ids, size * 2);
      weights = Arrays.copyOf(weights, size * 2);
    }
    ids[size] = id;
    weights[size++] = weight;
  }

  float weightOf(int id) {
    int index = indexOf(id);
    return index < 0 ? 0 : weights[index];
  }

  private double insert(int id, float weight, int bound, Eviction eviction) {
    append(id, weight);
    if (size > bound + bound / 4) {
      keepHeaviest(bound, eviction);
    }
    return weight;
  }

  private int indexOf(int id) {
    for (int index = 0; index < size; index++) {
      if (ids[index] == id) {
        return index;
      }
    }
    return -1;
  }

  private void removeAt(int index) {
    size--;
    System.arraycopy(ids, index + 1, ids, index, size - index);
    System.arraycopy(weights, index + 1, weights, index, size - index);
  }

  private void keepHeaviest(int bound, Eviction eviction) {
    float[] sorted = Arrays.copyOf(weights, size);
    Arrays.sort(sorted);
    float threshold = sorted[size - bound];
    int excess = 0;
    for (int i = size - bound - 1; i >= 0 && sorted[i] == threshold; i--) {
      excess++;
    }
    int kept = 0;
    for (int i = 0; i < size; i++) {
      boolean tooMany = weights[i] == threshold && excess-- > 0;
      if (weights[i] < threshold || tooMany) {
        eviction.evicted(ids[i], weights[i]);
      } else {
        ids[kept] = ids[i];
        weights[kept++] = weights[i];
      }
    }
    size = kept;
  }
}
