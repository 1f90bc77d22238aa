package io.freshet.scoring.nearest;

import io.github.jbellis.jvector.graph.GraphIndexBuilder;
import io.github.jbellis.jvector.graph.GraphSearcher;
import io.github.jbellis.jvector.graph.SearchResult;
import io.github.jbellis.jvector.util.Bits;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Approximate search in a graph whose nodes are linked to near and diverse others (jvector). A
 * search walks from node to node towards higher scores; nodes come and go while it does.
 *
 * <p>The graph is one for inner products of (y, β) as they are: reduced to distances, by one more
 * dimension that makes all vectors equally long, it finds far fewer of the best (Morozov, Babenko,
 * "Non-metric Similarity Graphs for Maximum Inner Product Search", NeurIPS 2018, found the same).
 *
 * <p>A vector that changes is replaced where it is, and its links stay, until the sum of its moves
 * is more than a share of its length: then it becomes another node. Nodes that were left are
 * unlinked together, when they are many; meanwhile searches walk through them.
 *
 * <p>Several threads may change different ids and search at the same time.
 */
public final class GraphIndex implements VectorIndex {
  /** Warns of a module that this code does without, on each start. */
  private static final Logger VECTOR_API =
      Logger.getLogger("io.github.jbellis.jvector.vector.VectorizationProvider");

  /** Nodes that were left, as a share of all, that are unlinked together. */
  private static final double MOST_LEFT = 0.1;

  /** Fewer are not worth a walk over all nodes. */
  private static final int LEAST_LEFT = 1000;

  static {
    VECTOR_API.setLevel(Level.SEVERE);
  }

  private final GraphConfig config;
  private final GraphNodes nodes;
  private final ForkJoinPool pool;
  private final GraphIndexBuilder builder;
  private final ReadWriteLock unlinking = new ReentrantReadWriteLock();

  /**
   * @param threads that unlink nodes
   */
  public GraphIndex(int dimension, GraphConfig config, int threads) {
    this.config = config;
    this.nodes = new GraphNodes(dimension + 1);
    this.pool = new ForkJoinPool(threads);
    this.builder =
        new GraphIndexBuilder(
            new GraphProducts(nodes),
            dimension + 1,
            config.degree(),
            config.beam(),
            (float) config.overflow(),
            (float) config.alpha(),
            false,
            true,
            pool,
            pool);
  }

  @Override
  public void upsert(int id, float[] vector, float bias) {
    float[] values = new float[vector.length + 1];
    System.arraycopy(vector, 0, values, 0, vector.length);
    values[vector.length] = bias;
    if (!nodes.move(id, values, config.drift())) {
      unlinking.readLock().lock();
      try {
        leave(nodes.nodeOf(id));
        int node = nodes.add(id, values);
        builder.addGraphNode(node, GraphProducts.with(values, nodes));
      } finally {
        unlinking.readLock().unlock();
      }
      unlinkIfMany();
    }
  }

  @Override
  public void remove(int id) {
    unlinking.readLock().lock();
    try {
      leave(nodes.nodeOf(id));
    } finally {
      unlinking.readLock().unlock();
    }
    unlinkIfMany();
  }

  @Override
  public int size() {
    return nodes.size();
  }

  @Override
  public List<Hits> search(Queries queries) {
    List<Hits> found = new ArrayList<>(queries.size());
    try (GraphSearcher searcher = new GraphSearcher(builder.getGraph())) {
      searcher.usePruning(false);
      for (int query = 0; query < queries.size(); query++) {
        found.add(search(searcher, queries, query));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return found;
  }

  @Override
  public void close() {
    pool.shutdown();
    try {
      builder.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Nodes that no id has any more and that are still linked. */
  int left() {
    return nodes.left();
  }

  private Hits search(GraphSearcher searcher, Queries queries, int query) {
    float[] user = queries.vectors().get(query);
    float[] values = new float[user.length + 1];
    System.arraycopy(user, 0, values, 0, user.length);
    values[user.length] = 1;
    Bits accepted = node -> isAccepted(queries.filter(), query, node);
    int width = Math.max(config.searchWidth(), 2 * queries.k());
    SearchResult result =
        searcher.search(GraphProducts.with(values, nodes), queries.k(), width, 0f, 0f, accepted);
    TopHits best = new TopHits(queries.k());
    for (SearchResult.NodeScore hit : result.getNodes()) {
      int id = nodes.idOf(hit.node);
      if (id >= 0) {
        best.offer(id, Products.dot(values, nodes.vector(hit.node), 0));
      }
    }
    return best.take();
  }

  private boolean isAccepted(Queries.Filter filter, int query, int node) {
    int id = nodes.idOf(node);
    return id >= 0 && filter.accepts(query, id);
  }

  private void leave(int node) {
    if (node >= 0) {
      builder.markNodeDeleted(node);
      nodes.leave(node);
    }
  }

  /** Nobody changes the graph meanwhile; searches go on. */
  private void unlinkIfMany() {
    if (!areManyLeft()) {
      return;
    }
    unlinking.writeLock().lock();
    try {
      if (areManyLeft()) {
        builder.removeDeletedNodes();
        nodes.forgetLeft();
      }
    } finally {
      unlinking.writeLock().unlock();
    }
  }

  private boolean areManyLeft() {
    return nodes.left() >= Math.max(LEAST_LEFT, MOST_LEFT * nodes.size());
  }
}
