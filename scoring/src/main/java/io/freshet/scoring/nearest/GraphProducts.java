package io.freshet.scoring.nearest;

import io.github.jbellis.jvector.graph.similarity.BuildScoreProvider;
import io.github.jbellis.jvector.graph.similarity.DefaultSearchScoreProvider;
import io.github.jbellis.jvector.graph.similarity.ScoreFunction;
import io.github.jbellis.jvector.graph.similarity.SearchScoreProvider;
import io.github.jbellis.jvector.vector.types.VectorFloat;

/**
 * How similar nodes are, to those who link them: a rising function of the product of their vectors
 * that is more than 0 everywhere, since links to what is below 0 are not made.
 */
final class GraphProducts implements BuildScoreProvider {
  private final GraphNodes nodes;

  GraphProducts(GraphNodes nodes) {
    this.nodes = nodes;
  }

  /** Products with a vector. */
  static SearchScoreProvider with(float[] vector, GraphNodes nodes) {
    ScoreFunction.ExactScoreFunction products =
        node -> positive(Products.dot(vector, nodes.vector(node), 0));
    return new DefaultSearchScoreProvider(products);
  }

  private static float positive(float product) {
    return product >= 0 ? 1 + product : 1 / (1 - product);
  }

  @Override
  public boolean isExact() {
    return true;
  }

  @Override
  public VectorFloat<?> approximateCentroid() {
    return vts.createFloatVector(nodes.columns());
  }

  @Override
  public SearchScoreProvider searchProviderFor(VectorFloat<?> vector) {
    float[] values = new float[nodes.columns()];
    for (int i = 0; i < values.length; i++) {
      values[i] = vector.get(i);
    }
    return with(values, nodes);
  }

  @Override
  public SearchScoreProvider searchProviderFor(int node) {
    return with(nodes.vector(node), nodes);
  }

  @Override
  public SearchScoreProvider diversityProviderFor(int node) {
    return searchProviderFor(node);
  }
}
