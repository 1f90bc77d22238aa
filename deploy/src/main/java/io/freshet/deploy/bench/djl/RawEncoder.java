package io.freshet.deploy.bench.djl;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.freshet.scoring.djl.Engines;
import io.freshet.scoring.djl.ModelFiles;
import io.freshet.scoring.inference.ModelException;
import io.freshet.scoring.inference.ModelSource;
import io.freshet.scoring.text.EncoderConfig;
import io.freshet.scoring.text.LengthPlan;
import io.freshet.scoring.text.RunCost;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.LongBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A session of ONNX Runtime with one thread, called directly: tensors that were made before go in,
 * the vectors of the tokens are left where they come out. Nothing is tokenised, pooled or copied
 * while it is measured.
 */
public final class RawEncoder implements AutoCloseable {
  private static final long MAX_BYTES = 1L << 32;

  private final OrtSession session;
  private final HuggingFaceTokenizer tokenizer;

  /** A run of the session: tensors by name. */
  public record Run(Map<String, OnnxTensor> inputs) implements AutoCloseable {
    @Override
    public void close() {
      inputs.values().forEach(OnnxTensor::close);
    }
  }

  private RawEncoder(OrtSession session, HuggingFaceTokenizer tokenizer) {
    this.session = session;
    this.tokenizer = tokenizer;
  }

  /**
   * Opens a built-in encoder on the CPU.
   *
   * @throws ModelException when it cannot be read
   */
  public static RawEncoder open(EncoderConfig config) throws ModelException {
    Engines.onnxRuntime();
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(1);
      options.setInterOpNumThreads(1);
      Path model = ModelFiles.fetch(config.source(), MAX_BYTES);
      OrtSession session = OrtEnvironment.getEnvironment().createSession(model.toString(), options);
      return new RawEncoder(session, tokenizer(config));
    } catch (OrtException | IOException e) {
      throw new ModelException(config.source() + ": " + e.getMessage(), e);
    }
  }

  /** Makes the tensors of texts, batch by batch, each divided into runs as the encoder does. */
  public List<Run> prepare(List<String> texts, int batch) throws OrtException {
    List<Run> runs = new ArrayList<>();
    for (int from = 0; from < texts.size(); from += batch) {
      List<String> some = texts.subList(from, Math.min(texts.size(), from + batch));
      long[][] ids =
          some.stream()
              .map(text -> tokenizer.encode(text, true, false).getIds())
              .toArray(long[][]::new);
      int[] lengths = Arrays.stream(ids).mapToInt(text -> text.length).toArray();
      for (LengthPlan.Run run : LengthPlan.of(lengths, RunCost.CPU)) {
        runs.add(tensors(run, ids));
      }
    }
    return runs;
  }

  public void run(List<Run> runs) throws OrtException {
    for (Run run : runs) {
      session.run(run.inputs()).close();
    }
  }

  @Override
  public void close() throws OrtException {
    session.close();
    tokenizer.close();
  }

  private Run tensors(LengthPlan.Run run, long[][] ids) throws OrtException {
    int values = run.texts().size() * run.longest();
    LongBuffer tokens = buffer(values);
    LongBuffer mask = buffer(values);
    int row = 0;
    for (int text : run.texts()) {
      tokens.put(row, ids[text]);
      for (int i = 0; i < ids[text].length; i++) {
        mask.put(row + i, 1);
      }
      row += run.longest();
    }
    Map<String, LongBuffer> buffers =
        Map.of("input_ids", tokens, "attention_mask", mask, "token_type_ids", buffer(values));
    Map<String, OnnxTensor> inputs = new HashMap<>();
    for (String name : session.getInputNames()) {
      long[] shape = {run.texts().size(), run.longest()};
      inputs.put(
          name, OnnxTensor.createTensor(OrtEnvironment.getEnvironment(), buffers.get(name), shape));
    }
    return new Run(inputs);
  }

  private static LongBuffer buffer(int values) {
    return ByteBuffer.allocateDirect(values * Long.BYTES)
        .order(ByteOrder.nativeOrder())
        .asLongBuffer();
  }

  private static HuggingFaceTokenizer tokenizer(EncoderConfig config)
      throws IOException, ModelException {
    ModelSource model = config.source();
    String uri = model.uri().replace(".onnx", "-tokenizer.json");
    ModelSource json = new ModelSource(model.role(), model.model(), model.version(), uri, "");
    String most = Integer.toString(config.maxTokens());
    return HuggingFaceTokenizer.newInstance(
        ModelFiles.fetch(json, MAX_BYTES),
        Map.of(
            "padding", "false", "truncation", "true", "maxLength", most, "modelMaxLength", most));
  }
}
