package io.freshet.scoring.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.freshet.scoring.nearest.Queries;
import io.freshet.scoring.nearest.TopHits;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.List;

/** A block in the host's memory: rows are written in place, and all scores are looked at. */
final class HostBlock extends DeviceBlock {
  private final FloatBuffer memory;

  HostBlock(NDManager manager, int firstId, int rows, int dimension) {
    super(manager, firstId, rows, dimension);
    memory = floats(matrix);
  }

  @Override
  void write(int row, float[] vector, float bias) {
    memory.put(row * columns, vector, 0, columns - 1);
    memory.put(row * columns + columns - 1, bias);
  }

  @Override
  void prepare(NDManager scope) {}

  @Override
  void collect(NDArray products, Queries queries, List<TopHits> best, float[] scores) {
    FloatBuffer all = floats(products);
    for (int query = 0; query < best.size(); query++) {
      all.get(query * rows, scores, 0, rows);
      best.get(query).offerAll(scores, rows, firstId, query, queries.filter());
    }
  }

  /** The memory of an array itself. */
  private static FloatBuffer floats(NDArray array) {
    return array.toByteBuffer(true).order(ByteOrder.nativeOrder()).asFloatBuffer();
  }
}
