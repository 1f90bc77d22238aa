package io.freshet.scoring.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import io.freshet.scoring.nearest.Queries;
import io.freshet.scoring.nearest.TopHits;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A block in the memory of a GPU: changed rows go there together, and of each query's scores only
 * the best come back. Where a filter has refused some of those, so that others might be wanted, all
 * of the query's are fetched.
 */
final class RemoteBlock extends DeviceBlock {
  /** Fetched beyond the k best, for the filter to refuse. */
  private static final int SPARE = 16;

  private final Map<Integer, float[]> changed = new LinkedHashMap<>();

  RemoteBlock(NDManager manager, int firstId, int rows, int dimension) {
    super(manager, firstId, rows, dimension);
  }

  @Override
  void write(int row, float[] vector, float bias) {
    float[] values = new float[columns];
    System.arraycopy(vector, 0, values, 0, columns - 1);
    values[columns - 1] = bias;
    changed.put(row, values);
  }

  @Override
  void prepare(NDManager scope) {
    if (changed.isEmpty()) {
      return;
    }
    long[] numbers = new long[changed.size()];
    float[] values = new float[changed.size() * columns];
    int place = 0;
    for (Map.Entry<Integer, float[]> row : changed.entrySet()) {
      numbers[place] = row.getKey();
      System.arraycopy(row.getValue(), 0, values, place++ * columns, columns);
    }
    matrix.set(
        new NDIndex("{}", scope.create(numbers)),
        scope.create(values, new Shape(numbers.length, columns)));
    changed.clear();
  }

  @Override
  void collect(NDArray products, Queries queries, List<TopHits> best, float[] scores) {
    int fetched = Math.min(rows, queries.k() + SPARE);
    try (NDList top = products.topK(fetched, 1, true, true)) {
      float[] values = top.get(0).toFloatArray();
      long[] numbers = top.get(1).toLongArray();
      for (int query = 0; query < best.size(); query++) {
        float[] its = Arrays.copyOfRange(values, query * fetched, (query + 1) * fetched);
        TopHits found = new TopHits(queries.k());
        float least = best.get(query).threshold();
        for (int i = 0; i < fetched && its[i] > least; i++) {
          int id = firstId + (int) numbers[query * fetched + i];
          if (queries.filter().accepts(query, id)) {
            found.offer(id, its[i]);
          }
        }
        if (found.isFull() || fetched == rows || its[fetched - 1] <= least) {
          best.get(query).offerAll(found);
        } else {
          float[] all = products.get(query).toFloatArray();
          best.get(query).offerAll(all, rows, firstId, query, queries.filter());
        }
      }
    }
  }
}
