package io.freshet.scoring.nearest;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which id each node of a graph has, and its vector. A node never gets another id while it is
 * linked. Readers need no lock: arrays only grow, into copies that are then published.
 */
final class GraphNodes {
  private static final int NONE = -1;

  private final int columns;
  private final float[] nowhere;
  private volatile @Nullable float[][] vectors = new float[64][];
  private volatile int[] ids = none(64);
  private int[] nodes = none(64);
  private float[] moved = new float[64];
  private List<Integer> left = new ArrayList<>();
  private final List<Integer> free = new ArrayList<>();
  private int bound;
  private int size;

  GraphNodes(int columns) {
    this.columns = columns;
    this.nowhere = new float[columns];
  }

  int columns() {
    return columns;
  }

  synchronized int size() {
    return size;
  }

  /** How many nodes were left and are still linked. */
  synchronized int left() {
    return left.size();
  }

  /** The node of an id; negative when it has none. */
  synchronized int nodeOf(int id) {
    return id < nodes.length ? nodes[id] : NONE;
  }

  /** The id that a node has now; negative for a node that was left. */
  int idOf(int node) {
    int[] current = ids;
    return node < current.length ? current[node] : NONE;
  }

  float[] vector(int node) {
    float[] vector = vectors[node];
    return vector == null ? nowhere : vector;
  }

  /**
   * Replaces the vector of an id where it is.
   *
   * @param most of the sum of the moves, as a share of the vector's length
   * @return whether it is there and has not moved too far
   */
  synchronized boolean move(int id, float[] vector, double most) {
    int node = nodeOf(id);
    if (node == NONE) {
      return false;
    }
    double way = moved[node] + Math.sqrt(Products.squaredDistance(vector(node), vector));
    double length = Math.sqrt(Products.dot(vector, vector, 0));
    if (way > most * length) {
      return false;
    }
    moved[node] = (float) way;
    vectors[node] = vector;
    return true;
  }

  /** A node for an id that has none. */
  synchronized int add(int id, float[] vector) {
    int node = free.isEmpty() ? bound++ : free.remove(free.size() - 1);
    makeRoom(id, node);
    vectors[node] = vector;
    moved[node] = 0;
    ids[node] = id;
    nodes[id] = node;
    size++;
    return node;
  }

  /** Takes its id from a node, which stays linked until all that were left are forgotten. */
  synchronized void leave(int node) {
    nodes[ids[node]] = NONE;
    ids[node] = NONE;
    left.add(node);
    size--;
  }

  /** The nodes that were left are linked no more. */
  synchronized void forgetLeft() {
    for (int node : left) {
      vectors[node] = null;
    }
    free.addAll(left);
    left = new ArrayList<>();
  }

  private void makeRoom(int id, int node) {
    if (id >= nodes.length) {
      nodes = grown(nodes, id);
    }
    if (node >= moved.length) {
      ids = grown(ids, node);
      vectors = Arrays.copyOf(vectors, ids.length);
      moved = Arrays.copyOf(moved, ids.length);
    }
  }

  private static int[] grown(int[] numbers, int least) {
    int[] larger = none(Math.max(least + 1, numbers.length + numbers.length / 2));
    System.arraycopy(numbers, 0, larger, 0, numbers.length);
    return larger;
  }

  private static int[] none(int length) {
    int[] numbers = new int[length];
    Arrays.fill(numbers, NONE);
    return numbers;
  }
}
