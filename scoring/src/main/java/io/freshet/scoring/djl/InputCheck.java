package io.freshet.scoring.djl;

import io.freshet.scoring.inference.ModelException;
import io.freshet.scoring.inference.Tensor;
import io.freshet.scoring.inference.TensorSpec;
import io.freshet.scoring.inference.TensorType;
import java.util.List;
import java.util.Map;

/** Holds what is passed to a model against what the model says of its inputs. */
final class InputCheck {
  private InputCheck() {}

  /**
   * @throws ModelException that names the model, the tensor, what was passed and what was expected
   */
  static void check(String model, List<TensorSpec> specs, Map<String, Tensor> given)
      throws ModelException {
    for (TensorSpec spec : specs) {
      Tensor tensor = given.get(spec.name());
      if (tensor == null) {
        throw new ModelException("model " + model + " expects input " + spec + ", got none");
      }
      boolean typeFits = spec.type() == TensorType.UNKNOWN || spec.type() == tensor.type();
      if (!typeFits || !spec.accepts(tensor.shape())) {
        throw new ModelException("model " + model + " expects input " + spec + ", got " + tensor);
      }
    }
    if (given.size() > specs.size()) {
      List<String> unknown = given.keySet().stream().filter(n -> !has(specs, n)).sorted().toList();
      throw new ModelException(
          "model " + model + " has no input " + unknown + ", expected " + specs);
    }
  }

  private static boolean has(List<TensorSpec> specs, String name) {
    return specs.stream().anyMatch(spec -> spec.name().equals(name));
  }
}
