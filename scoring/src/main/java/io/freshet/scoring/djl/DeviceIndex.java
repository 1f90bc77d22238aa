package io.freshet.scoring.djl;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.freshet.scoring.inference.DeviceChoice;
import io.freshet.scoring.inference.ModelException;
import io.freshet.scoring.nearest.Hits;
import io.freshet.scoring.nearest.Queries;
import io.freshet.scoring.nearest.TopHits;
import io.freshet.scoring.nearest.VectorIndex;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Exact search by matrix products in PyTorch: the vectors, with their biases as one more dimension,
 * lie in blocks of native memory on the device, and a batch of queries is one product with each
 * block. On the CPU a vector is written in place, and a block's scores are read in Java where the
 * product left them, in the cache: one comparison each with the query's k-th best so far. On a GPU
 * changed rows go there together before the next search, and only the best scores of a block come
 * back.
 *
 * <p>For one caller at a time; a search divides the blocks among several threads.
 */
public final class DeviceIndex implements VectorIndex {
  private static final int ROWS_ON_CPU = 4096;
  private static final int ROWS_ON_GPU = 1 << 16;

  private final int dimension;
  private final boolean onHost;
  private final int rows;
  private final Device device;
  private final NDManager manager;
  private final int threads;
  private final ExecutorService workers;
  private final List<DeviceBlock> blocks = new ArrayList<>();
  private int size;

  private DeviceIndex(int dimension, Device device, int threads, boolean onHost, int rows) {
    this.dimension = dimension;
    this.device = device;
    this.threads = threads;
    this.onHost = onHost;
    this.rows = rows;
    this.manager = Engines.pyTorch().newBaseManager(device);
    this.workers = Executors.newFixedThreadPool(Math.max(1, threads - 1), DeviceIndex::daemon);
  }

  /**
   * An empty index.
   *
   * @param threads that a search uses on a CPU, the caller's among them
   * @throws ModelException when the device is not there
   */
  public static DeviceIndex create(int dimension, DeviceChoice choice, int threads)
      throws ModelException {
    Device device = Engines.device(choice, Engines.pyTorch());
    return device.isGpu()
        ? new DeviceIndex(dimension, device, 1, false, ROWS_ON_GPU)
        : new DeviceIndex(dimension, device, threads, true, ROWS_ON_CPU);
  }

  /**
   * Whether an index would be on a GPU.
   *
   * @throws ModelException when the device is not there
   */
  public static boolean isOnGpu(DeviceChoice choice) throws ModelException {
    return Engines.device(choice, Engines.pyTorch()).isGpu();
  }

  /** One that works on the CPU as it would on a GPU. */
  static DeviceIndex asOnGpu(int dimension, int rows) {
    return new DeviceIndex(dimension, Device.cpu(), 1, false, rows);
  }

  /** Where it runs, such as cpu or gpu:0. */
  public String device() {
    return Engines.name(device);
  }

  @Override
  public void upsert(int id, float[] vector, float bias) {
    while (id >= blocks.size() * rows) {
      blocks.add(newBlock(blocks.size() * rows));
    }
    if (blocks.get(id / rows).set(id % rows, vector, bias)) {
      size++;
    }
  }

  @Override
  public void remove(int id) {
    if (id < blocks.size() * rows && blocks.get(id / rows).remove(id % rows)) {
      size--;
    }
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public List<Hits> search(Queries queries) {
    if (queries.size() == 0 || blocks.isEmpty()) {
      return queries.vectors().stream().map(query -> new TopHits(queries.k()).take()).toList();
    }
    try (NDManager scope = manager.newSubManager()) {
      NDArray users = users(scope, queries);
      List<List<TopHits>> found = inParts(users, queries);
      List<TopHits> best = found.get(0);
      for (List<TopHits> other : found.subList(1, found.size())) {
        for (int query = 0; query < best.size(); query++) {
          best.get(query).offerAll(other.get(query));
        }
      }
      return best.stream().map(TopHits::take).toList();
    }
  }

  @Override
  public void close() {
    workers.shutdown();
    blocks.clear();
    manager.close();
    size = 0;
  }

  /** The queries as rows (u, 1). */
  private NDArray users(NDManager scope, Queries queries) {
    float[] values = new float[queries.size() * (dimension + 1)];
    for (int query = 0; query < queries.size(); query++) {
      int from = query * (dimension + 1);
      System.arraycopy(queries.vectors().get(query), 0, values, from, dimension);
      values[from + dimension] = 1;
    }
    return scope.create(values, new Shape(queries.size(), dimension + 1));
  }

  /** Gives each thread every n-th block. */
  private List<List<TopHits>> inParts(NDArray users, Queries queries) {
    int parts = Math.min(threads, blocks.size());
    List<Future<List<TopHits>>> others = new ArrayList<>(parts);
    for (int part = 1; part < parts; part++) {
      others.add(workers.submit(search(users, queries, part, parts)));
    }
    List<List<TopHits>> found = new ArrayList<>(parts);
    try {
      found.add(search(users, queries, 0, parts).call());
      for (Future<List<TopHits>> other : others) {
        found.add(other.get());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted in a search", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
    return found;
  }

  private Callable<List<TopHits>> search(NDArray users, Queries queries, int part, int parts) {
    return () -> {
      List<TopHits> best = new ArrayList<>(queries.size());
      for (int query = 0; query < queries.size(); query++) {
        best.add(new TopHits(queries.k()));
      }
      float[] scores = new float[rows];
      for (int block = part; block < blocks.size(); block += parts) {
        blocks.get(block).search(users, queries, best, scores);
      }
      return best;
    };
  }

  private DeviceBlock newBlock(int firstId) {
    return onHost
        ? new HostBlock(manager, firstId, rows, dimension)
        : new RemoteBlock(manager, firstId, rows, dimension);
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "freshet-device-index");
    thread.setDaemon(true);
    return thread;
  }
}
