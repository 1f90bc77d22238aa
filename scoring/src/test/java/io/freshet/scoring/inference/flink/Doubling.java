package io.freshet.scoring.inference.flink;

import io.freshet.schemas.record.Rejected;
import io.freshet.scoring.inference.CountedModel;
import io.freshet.scoring.inference.InferenceAdapter;
import io.freshet.scoring.inference.InferenceModel;
import io.freshet.scoring.inference.ModelException;
import io.freshet.scoring.inference.ModelLoader;
import io.freshet.scoring.inference.ModelSource;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Asks a {@link CountedModel} about numbers; passes on those that it answered right. */
final class Doubling implements InferenceAdapter<Long, Double, Double, Long> {
  private static final long serialVersionUID = 1L;

  /** Loads any version. */
  static final class Loader implements ModelLoader<Double, Double> {
    private static final long serialVersionUID = 1L;

    @Override
    public ModelSource configured() {
      return CountedModel.version("configured");
    }

    @Override
    public InferenceModel<Double, Double> load(ModelSource source) throws ModelException {
      return new CountedModel(source, x -> false);
    }
  }

  @Override
  public Double input(Long id) {
    return id.doubleValue();
  }

  @Override
  public boolean isFinite(Double answer) {
    return Double.isFinite(answer);
  }

  @Override
  public Long output(Long id, Double answer, ModelSource model) {
    if (answer != 2 * id) {
      throw new IllegalStateException(id + " was answered by " + answer);
    }
    return id;
  }

  @Override
  public Rejected rejected(Long id, String reason, String message, long now) {
    return Rejected.newBuilder()
        .setStage("test")
        .setReason(reason)
        .setMessage(message)
        .setTopic("")
        .setPayload(ByteBuffer.wrap(id.toString().getBytes(StandardCharsets.UTF_8)))
        .setTime(now)
        .build();
  }
}
