package io.freshet.scoring.djl;

import io.freshet.scoring.ScoringException;
import io.freshet.scoring.inference.InferenceModel;
import io.freshet.scoring.inference.ModelException;
import io.freshet.scoring.inference.ModelSource;
import io.freshet.scoring.inference.SharedResources.Lease;
import io.freshet.scoring.inference.Tensor;
import io.freshet.scoring.inference.TensorSession;
import io.freshet.scoring.text.Embedding;
import io.freshet.scoring.text.EncoderConfig;
import io.freshet.scoring.text.LengthPlan;
import io.freshet.scoring.text.Pooling;
import io.freshet.scoring.text.RunCost;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Turns texts into vectors by a transformer: tokens, runs of near-equal length, the vectors of the
 * tokens pooled into one, scaled to length 1, stored in int8. Weights and tokenizer are shared with
 * the other encoders of this process that have the same.
 *
 * <p>With int8 weights a vector depends a little on the texts that it shares a run with, since
 * activations are quantised over the whole run; it is as near to that of fp32 (cosine 0.988 on
 * average) in a run of many texts as in one of its own. With fp32 it does not depend on them.
 */
public final class TextEncoder implements InferenceModel<String, Embedding> {
  private final ModelSource source;
  private final EncoderConfig config;
  private final TensorSession session;
  private final Lease<TextTokenizer> tokenizer;
  private final TokenTensors tensors;
  private final RunCost cost;
  private final Pooling pooling;
  private final boolean normalises;
  private final String encoding;

  TextEncoder(
      ModelSource source,
      EncoderConfig config,
      TensorSession session,
      Lease<TextTokenizer> tokenizer,
      TokenTensors tensors) {
    this.source = source;
    this.config = config;
    this.session = session;
    this.tokenizer = tokenizer;
    this.tensors = tensors;
    this.cost = session.device().startsWith("gpu") ? RunCost.GPU : RunCost.CPU;
    this.pooling = config.poolingOf(source);
    this.normalises = config.normalises(source);
    this.encoding = source.model() + "/" + source.version();
  }

  @Override
  public ModelSource source() {
    return source;
  }

  @Override
  public String device() {
    return session.device();
  }

  /**
   * Encodes a batch.
   *
   * @throws ScoringException when one of the texts cannot be encoded, before any of them is: {@code
   *     too-long} when it has more characters than configured; {@code unencodable} when it is no
   *     Unicode or nothing is left of it as tokens, as of an empty one
   */
  @Override
  public List<Embedding> infer(List<String> batch) throws ModelException {
    float[][] vectors = vectors(batch);
    List<Embedding> embeddings = new ArrayList<>(vectors.length);
    for (float[] vector : vectors) {
      embeddings.add(Embedding.of(vector, encoding));
    }
    return embeddings;
  }

  /** The vectors before they are stored in int8. */
  float[][] vectors(List<String> texts) throws ModelException {
    long[][] tokens = new long[texts.size()][];
    for (int text = 0; text < tokens.length; text++) {
      tokens[text] = tokens(texts.get(text));
    }
    float[][] vectors = new float[tokens.length][];
    int[] lengths = Arrays.stream(tokens).mapToInt(ids -> ids.length).toArray();
    for (LengthPlan.Run run : LengthPlan.of(lengths, cost)) {
      run(run, tokens, vectors);
    }
    return vectors;
  }

  @Override
  public void close() {
    session.close();
    tokenizer.close();
  }

  private void run(LengthPlan.Run run, long[][] tokens, float[][] vectors) throws ModelException {
    Tensor states = tensors.states(session.run(tensors.inputs(run, tokens)));
    int dimensions = (int) states.shape()[2];
    int row = 0;
    for (int text : run.texts()) {
      vectors[text] = pooling.pool(states.floats(), row, tokens[text].length, dimensions);
      if (normalises) {
        Pooling.normalise(vectors[text]);
      }
      row += run.longest() * dimensions;
    }
  }

  private long[] tokens(String text) {
    if (text.length() > config.maxCharacters()) {
      throw new ScoringException(
          "too-long",
          "a text of "
              + text.length()
              + " characters, expected at most "
              + config.maxCharacters()
              + " (scoring.text.encoder.max-characters)");
    }
    if (hasLoneSurrogate(text)) {
      throw new ScoringException("unencodable", "the text is not valid Unicode");
    }
    long[] ids = tokenizer.get().encode(text);
    if (ids.length <= tokenizer.get().specials()) {
      throw new ScoringException("unencodable", "the text is empty: it has no tokens");
    }
    return ids;
  }

  private static boolean hasLoneSurrogate(String text) {
    return text.codePoints()
        .anyMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
  }
}
