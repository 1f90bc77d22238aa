package io.freshet.deploy.bench.retrieval;

import io.freshet.scoring.nearest.VectorIndex;

/** Vectors of items, one behind the other, with their biases. */
final class Items {
  private final int dimension;
  private final float[] vectors;
  private final float[] biases;

  Items(int count, int dimension, GeneratedVectors generated) {
    this.dimension = dimension;
    this.vectors = new float[Math.multiplyExact(count, dimension)];
    this.biases = new float[count];
    for (int item = 0; item < count; item++) {
      System.arraycopy(generated.item(), 0, vectors, item * dimension, dimension);
      biases[item] = generated.bias();
    }
  }

  int count() {
    return biases.length;
  }

  float[] vector(int item) {
    float[] vector = new float[dimension];
    System.arraycopy(vectors, item * dimension, vector, 0, dimension);
    return vector;
  }

  void addTo(VectorIndex index, int item) {
    index.upsert(item, vector(item), biases[item]);
  }

  void addTo(VectorIndex index) {
    for (int item = 0; item < biases.length; item++) {
      addTo(index, item);
    }
  }
}
