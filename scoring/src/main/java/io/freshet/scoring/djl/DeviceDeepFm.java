package io.freshet.scoring.djl;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import io.freshet.schemas.model.DeepFmField;
import io.freshet.schemas.model.DeepFmModel;
import io.freshet.schemas.model.RankingInput;
import io.freshet.schemas.model.SeededRows;
import io.freshet.scoring.BatchRanker;
import io.freshet.scoring.inference.DeviceChoice;
import io.freshet.scoring.inference.ModelException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * {@link DeepFmModel} for all candidates of a batch of lists: embeddings are gathered and the wide
 * part is added up in Java, where the rows are; the network runs over all candidates in one forward
 * pass in PyTorch. The layers' weights lie on the device, and are copied there again when the
 * model's have changed.
 */
public final class DeviceDeepFm implements BatchRanker {
  private final DeepFmModel model;
  private final NDManager manager;
  private final List<float[]> copied = new ArrayList<>();
  private final List<NDArray> weights = new ArrayList<>();
  private final List<NDArray> biases = new ArrayList<>();
  private final int[] rows = new int[DeepFmField.COUNT];
  private float[] inputs = new float[0];
  private float[] logits = new float[0];
  private ByteBuffer memory = ByteBuffer.allocateDirect(0);

  private DeviceDeepFm(DeepFmModel model, Device device) {
    this.model = model;
    this.manager = Engines.pyTorch().newBaseManager(device);
    for (int layer = 0; layer < layers().size(); layer++) {
      int in = model.network().inputs(layer);
      int out = layers().get(layer).width();
      copied.add(new float[(in + 1) * out]);
      weights.add(manager.zeros(new Shape(in, out)));
      biases.add(manager.zeros(new Shape(out)));
    }
  }

  /**
   * @param model whose rows may change between calls
   * @throws ModelException when the device is not there
   */
  public static DeviceDeepFm create(DeepFmModel model, DeviceChoice choice) throws ModelException {
    return new DeviceDeepFm(model, Engines.device(choice, Engines.pyTorch()));
  }

  @Override
  public void score(List<? extends RankingInput> lists, List<double[]> logOdds) {
    int candidates = lists.stream().mapToInt(RankingInput::size).sum();
    if (candidates == 0) {
      return;
    }
    makeRoom(candidates);
    gather(lists);
    copyChangedLayers();
    addNetwork(candidates);
    int at = 0;
    for (int list = 0; list < lists.size(); list++) {
      for (int i = 0; i < lists.get(list).size(); i++, at += DeepFmModel.HEADS) {
        logOdds.get(list)[i] = model.logOdds(logits, at);
      }
    }
  }

  @Override
  public void close() {
    manager.close();
  }

  private void makeRoom(int candidates) {
    if (inputs.length < candidates * model.inputs()) {
      int room = candidates + candidates / 2;
      inputs = new float[room * model.inputs()];
      logits = new float[room * DeepFmModel.HEADS];
      memory =
          ByteBuffer.allocateDirect(inputs.length * Float.BYTES).order(ByteOrder.nativeOrder());
    }
  }

  /** The network's inputs, and the logits without the network's part. */
  private void gather(List<? extends RankingInput> lists) {
    int at = 0;
    for (RankingInput list : lists) {
      for (int i = 0; i < list.size(); i++, at++) {
        float[] features = list.features(i);
        model.find(list, i, rows);
        model.gather(rows, features, inputs, at * model.inputs());
        int position = model.positionRow(list.position(i));
        model.wide(rows, features, position, logits, at * DeepFmModel.HEADS);
      }
    }
  }

  private void copyChangedLayers() {
    for (int layer = 0; layer < copied.size(); layer++) {
      float[] copy = copied.get(layer);
      float[] now = layers().get(layer).weights();
      if (Arrays.mismatch(copy, 0, copy.length, now, 0, copy.length) >= 0) {
        System.arraycopy(now, 0, copy, 0, copy.length);
        int out = layers().get(layer).width();
        int biasesFrom = copy.length - out;
        Shape shape = new Shape(biasesFrom / out, out);
        weights.set(layer, replaced(weights.get(layer), copy, 0, shape));
        biases.set(layer, replaced(biases.get(layer), copy, biasesFrom, new Shape(out)));
      }
    }
  }

  private NDArray replaced(NDArray old, float[] values, int from, Shape shape) {
    old.close();
    return manager.create(FloatBuffer.wrap(values, from, (int) shape.size()), shape);
  }

  private void addNetwork(int candidates) {
    FloatBuffer values = memory.clear().asFloatBuffer();
    values.put(inputs, 0, candidates * model.inputs()).flip();
    try (NDManager scope = manager.newSubManager()) {
      NDArray units = scope.create(values, new Shape(candidates, model.inputs()));
      for (int layer = 0; layer < weights.size(); layer++) {
        units = units.matMul(weights.get(layer)).addi(biases.get(layer));
        if (layer < weights.size() - 1) {
          units = Activation.relu(units);
        }
      }
      float[] deep = units.toFloatArray();
      for (int i = 0; i < deep.length; i++) {
        logits[i] += deep[i];
      }
    }
  }

  private List<SeededRows> layers() {
    return model.network().layers();
  }
}
