package io.freshet.scoring.configured;

import io.freshet.scoring.inference.ModelException;
import io.freshet.scoring.inference.TensorSession;
import io.freshet.scoring.inference.TensorSpec;
import io.freshet.scoring.inference.TensorType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/**
 * Holds the configured inputs and outputs of a model against the tensors that its file tells of.
 * What TorchScript does not tell, the first run has to show.
 */
final class TensorCheck {
  static final int FREE = -1;

  private final ConfiguredModelConfig config;
  private final TensorSession session;

  TensorCheck(ConfiguredModelConfig config, TensorSession session) {
    this.config = config;
    this.session = session;
  }

  /**
   * What the configuration makes of a tensor.
   *
   * @param key that says so
   * @param shapes of one of which it has to be, without the batch; -1 where any length goes
   */
  private record Declared(String key, String tensor, TensorType type, List<long[]> shapes) {}

  /**
   * @throws ModelException that names the tensor, what was found and what was expected
   */
  void check() throws ModelException {
    List<Declared> inputs = inputs();
    for (Declared declared : inputs) {
      check(declared, session.inputs(), "input");
    }
    checkTokens();
    for (TensorSpec spec : session.inputs()) {
      if (inputs.stream().noneMatch(d -> d.tensor().equals(spec.name()))) {
        throw new ModelException(
            config.key() + ".inputs: the model has input " + spec + ", expected something for it");
      }
    }
    if (!session.outputs().isEmpty()) {
      for (Declared declared : outputs()) {
        check(declared, session.outputs(), "output");
      }
    }
  }

  /** Texts are filled up to a number of tokens that the model fixes, and are no longer than it. */
  private void checkTokens() throws ModelException {
    TextInputConfig text = config.in().text();
    for (TensorSpec spec : session.inputs()) {
      if (text != null
          && text.tensors().contains(spec.name())
          && spec.shape().length == 2
          && spec.shape()[1] >= 0
          && spec.shape()[1] < text.most()) {
        throw new ModelException(
            config.key()
                + ".inputs.text.max-tokens = "
                + text.most()
                + ": the model has input "
                + spec
                + ", expected at most as many");
      }
    }
  }

  /** Whether the model takes one input at a time. */
  boolean isSingle() {
    return session.inputs().stream()
        .anyMatch(spec -> spec.shape().length > 0 && spec.shape()[0] == 1);
  }

  private void check(Declared declared, List<TensorSpec> specs, String direction)
      throws ModelException {
    Optional<TensorSpec> found =
        specs.stream().filter(spec -> spec.name().equals(declared.tensor())).findFirst();
    if (found.isEmpty()) {
      throw new ModelException(
          declared.key()
              + " = "
              + declared.tensor()
              + ": the model has no such "
              + direction
              + ", found "
              + specs);
    }
    if (!fits(found.get(), declared)) {
      throw new ModelException(
          declared.key()
              + " = "
              + declared.tensor()
              + ": the model has "
              + direction
              + " "
              + found.get()
              + ", expected "
              + declared.type()
              + text(declared.shapes()));
    }
  }

  private static boolean fits(TensorSpec spec, Declared declared) {
    if (spec.type() == TensorType.UNKNOWN) {
      return true;
    }
    return spec.type() == declared.type()
        && declared.shapes().stream().anyMatch(shape -> fits(spec.shape(), shape));
  }

  private static boolean fits(long[] found, long[] expected) {
    if (found.length != expected.length + 1 || (found[0] >= 0 && found[0] != 1)) {
      return false;
    }
    for (int d = 0; d < expected.length; d++) {
      if (found[d + 1] >= 0 && expected[d] != FREE && found[d + 1] != expected[d]) {
        return false;
      }
    }
    return true;
  }

  private static String text(List<long[]> shapes) {
    return shapes.stream()
        .map(
            shape ->
                LongStream.of(shape)
                    .mapToObj(length -> length == FREE ? ", ?" : ", " + length)
                    .collect(Collectors.joining("", "[batch", "]")))
        .collect(Collectors.joining(" or "));
  }

  private List<Declared> inputs() {
    InputsConfig inputs = config.in();
    String key = config.key() + ".inputs";
    List<Declared> declared = new ArrayList<>();
    if (inputs.text() != null) {
      declared.addAll(texts(key + ".text", inputs.text()));
    }
    for (int i = 0; i < inputs.groups().size(); i++) {
      declared.addAll(numbers(key + ".numbers[" + i + "]", inputs.groups().get(i)));
    }
    if (inputs.image() != null) {
      declared.add(image(key + ".image.tensor", inputs.image()));
    }
    return declared;
  }

  /** The first of the tensors, and those of the others that the model has. */
  private List<Declared> texts(String key, TextInputConfig text) {
    List<String> keys = List.of(".ids", ".mask", ".types");
    List<Declared> declared = new ArrayList<>();
    for (int i = 0; i < keys.size(); i++) {
      String tensor = text.tensors().get(i);
      if (i == 0 || session.inputs().stream().anyMatch(spec -> spec.name().equals(tensor))) {
        declared.add(of(key + keys.get(i), tensor, TensorType.INT64, FREE));
      }
    }
    return declared;
  }

  private static List<Declared> numbers(String key, NumbersInputConfig group) {
    if (group.tensor() != null) {
      int features = group.names().size();
      return List.of(of(key + ".tensor", group.tensor(), TensorType.FLOAT32, features));
    }
    List<long[]> shapes = List.of(new long[] {1}, new long[0]);
    return group.names().stream()
        .map(name -> new Declared(key + ".features", name, TensorType.FLOAT32, shapes))
        .toList();
  }

  private static Declared image(String key, ImageInputConfig image) {
    long[] shape =
        image.channelsLast()
            ? new long[] {image.height(), image.width(), ImageInputConfig.CHANNELS}
            : new long[] {ImageInputConfig.CHANNELS, image.height(), image.width()};
    return of(key, image.tensor(), TensorType.FLOAT32, shape);
  }

  private List<Declared> outputs() {
    OutputsConfig outputs = config.out();
    String key = config.key() + ".outputs";
    List<Declared> declared = new ArrayList<>();
    if (outputs.classes() != null) {
      OutputsConfig.Classes classes = outputs.classes();
      int labels = classes.names().size();
      declared.add(of(key + ".classes.tensor", classes.tensor(), TensorType.FLOAT32, labels));
    }
    if (outputs.score() != null) {
      List<long[]> shapes = List.of(new long[0], new long[] {1});
      declared.add(
          new Declared(
              key + ".score.tensor", outputs.score().tensor(), TensorType.FLOAT32, shapes));
    }
    if (outputs.embedding() != null) {
      long[] shape = outputs.poolsTokens() ? new long[] {FREE, FREE} : new long[] {FREE};
      declared.add(
          of(key + ".embedding.tensor", outputs.embedding().tensor(), TensorType.FLOAT32, shape));
    }
    return declared;
  }

  private static Declared of(String key, String tensor, TensorType type, long... shape) {
    return new Declared(key, tensor, type, List.of(Arrays.copyOf(shape, shape.length)));
  }
}
