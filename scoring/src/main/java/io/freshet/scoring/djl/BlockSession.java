package io.freshet.scoring.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.training.ParameterStore;
import io.freshet.scoring.inference.CallsInFlight;
import io.freshet.scoring.inference.ModelException;
import io.freshet.scoring.inference.Tensor;
import io.freshet.scoring.inference.TensorSession;
import io.freshet.scoring.inference.TensorSpec;
import io.freshet.scoring.inference.TensorType;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A model as a DJL block. All arrays of a run belong to a manager of its own that is closed at its
 * end, so what a run takes natively it gives back; what comes out is copied to the heap before. The
 * arrays of the inputs lie over buffers that the next run uses again.
 */
abstract class BlockSession implements TensorSession {
  private final String name;
  private final NDManager manager;
  private final Block block;
  private final CallsInFlight calls;
  private final DirectBuffers buffers = new DirectBuffers();

  /**
   * @param name for messages
   * @param manager of the model
   * @param free frees the model
   */
  BlockSession(String name, NDManager manager, Block block, Runnable free) {
    this.name = name;
    this.manager = manager;
    this.block = block;
    this.calls = new CallsInFlight("model " + name, free);
  }

  /** Whether the engine finds its inputs by name; else by place. */
  abstract boolean passesNames();

  @Override
  public final String device() {
    return Engines.name(manager.getDevice());
  }

  @Override
  public final Map<String, Tensor> run(Map<String, Tensor> inputs) throws ModelException {
    InputCheck.check(name, inputs(), inputs);
    calls.enter();
    List<ByteBuffer> taken = new ArrayList<>(inputs.size());
    try (NDManager run = manager.newSubManager()) {
      NDList out = block.forward(new ParameterStore(run, false), arrays(run, inputs, taken), false);
      return read(out);
    } catch (RuntimeException e) {
      throw new ModelException("model " + name + " failed: " + rootMessage(e), e);
    } finally {
      taken.forEach(buffers::give);
      calls.leave();
    }
  }

  @Override
  public final void close() {
    calls.close();
  }

  private NDList arrays(NDManager run, Map<String, Tensor> inputs, List<ByteBuffer> taken) {
    NDList arrays = new NDList(inputs.size());
    for (TensorSpec spec : inputs()) {
      NDArray array = array(run, inputs.get(spec.name()), taken);
      if (passesNames()) {
        array.setName(spec.name());
      }
      arrays.add(array);
    }
    return arrays;
  }

  private NDArray array(NDManager run, Tensor tensor, List<ByteBuffer> taken) {
    boolean isFloat = tensor.type() == TensorType.FLOAT32;
    int values = isFloat ? tensor.floats().length : tensor.longs().length;
    ByteBuffer buffer = buffers.take(values * (isFloat ? Float.BYTES : Long.BYTES));
    taken.add(buffer);
    if (isFloat) {
      buffer.asFloatBuffer().put(tensor.floats());
    } else {
      buffer.asLongBuffer().put(tensor.longs());
    }
    DataType type = isFloat ? DataType.FLOAT32 : DataType.INT64;
    return run.create(buffer, new Shape(tensor.shape()), type);
  }

  private static Map<String, Tensor> read(NDList out) {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    for (int i = 0; i < out.size(); i++) {
      NDArray array = out.get(i);
      String given = array.getName();
      String name = given == null || given.isEmpty() ? "output-" + i : given;
      if (array.getDataType() == DataType.FLOAT32) {
        tensors.put(name, Tensor.of(array.toFloatArray(), array.getShape().getShape()));
      } else if (array.getDataType() == DataType.INT64) {
        tensors.put(name, Tensor.of(array.toLongArray(), array.getShape().getShape()));
      }
    }
    return tensors;
  }

  private static String rootMessage(Throwable e) {
    Throwable root = e;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return String.valueOf(root.getMessage()).strip();
  }
}
