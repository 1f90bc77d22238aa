package io.freshet.scoring.djl;

import io.freshet.scoring.inference.ModelException;
import io.freshet.scoring.inference.Tensor;
import io.freshet.scoring.inference.TensorSession;
import io.freshet.scoring.inference.TensorSpec;
import io.freshet.scoring.inference.TensorType;
import io.freshet.scoring.text.LengthPlan;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Between tokens and the tensors of an encoder: token ids, attention mask and token types, all
 * {@code [texts, tokens]}, in; the vectors of the tokens, {@code [texts, tokens, dimensions]}, out.
 */
final class TokenTensors {
  private static final String IDS = "input_ids";
  private static final String MASK = "attention_mask";
  private static final String TYPES = "token_type_ids";
  private static final Set<String> KNOWN = Set.of(IDS, MASK, TYPES);
  private static final int STATES_RANK = 3;

  private final Set<String> names;
  private final String states;

  private TokenTensors(Set<String> names, String states) {
    this.names = names;
    this.states = states;
  }

  /**
   * Reads them off a session.
   *
   * @param model for messages
   * @throws ModelException that names the tensor that no encoder has, or that is missing
   */
  static TokenTensors of(String model, TensorSession session) throws ModelException {
    Set<String> names = new HashSet<>();
    for (TensorSpec input : session.inputs()) {
      if (!KNOWN.contains(input.name()) || !fits(input, TensorType.INT64, 2)) {
        throw new ModelException(
            model + " has the input " + input + ", expected int64[?, ?] named one of " + KNOWN);
      }
      names.add(input.name());
    }
    if (!names.contains(IDS)) {
      throw new ModelException(model + " has no input " + IDS);
    }
    return new TokenTensors(names, states(model, session.outputs()));
  }

  /** The inputs of a run, each text padded to the longest. */
  Map<String, Tensor> inputs(LengthPlan.Run run, long[][] tokens) {
    int length = run.longest();
    long[] ids = new long[run.texts().size() * length];
    long[] mask = new long[ids.length];
    int row = 0;
    for (int text : run.texts()) {
      System.arraycopy(tokens[text], 0, ids, row, tokens[text].length);
      Arrays.fill(mask, row, row + tokens[text].length, 1);
      row += length;
    }
    Map<String, long[]> values =
        Map.of(IDS, ids, MASK, mask, TYPES, names.contains(TYPES) ? new long[ids.length] : ids);
    Map<String, Tensor> inputs = new HashMap<>();
    names.forEach(
        name -> inputs.put(name, Tensor.of(values.get(name), run.texts().size(), length)));
    return inputs;
  }

  /** The vectors of the tokens. */
  Tensor states(Map<String, Tensor> outputs) {
    return outputs.get(states);
  }

  private static String states(String model, List<TensorSpec> outputs) throws ModelException {
    return outputs.stream()
        .filter(output -> fits(output, TensorType.FLOAT32, STATES_RANK))
        .map(TensorSpec::name)
        .findFirst()
        .orElseThrow(
            () ->
                new ModelException(
                    model + " has the outputs " + outputs + ", expected float32[?, ?, ?]"));
  }

  private static boolean fits(TensorSpec spec, TensorType type, int rank) {
    return spec.type() == type && spec.shape().length == rank;
  }
}
