package io.freshet.scoring.configured;

import io.freshet.schemas.record.InferenceRequest;
import io.freshet.scoring.ScoringException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * From a request to what its model takes. A request that lacks something or has what the model
 * cannot use is refused before it is in a batch with others, with a reason code: missing-field,
 * not-finite, unencodable, too-long, unreadable-image, too-large.
 */
final class RequestReader {
  private static final String UNENCODABLE = "unencodable";
  private static final double MADE_UP = 1;
  private static final String WORD = "a ";

  private final InputsConfig config;
  private final Optional<TextTokens> tokenizer;

  /**
   * @param tokenizer present when there is a text input
   */
  RequestReader(InputsConfig config, Optional<TextTokens> tokenizer) {
    this.config = config;
    this.tokenizer = tokenizer;
  }

  /**
   * @throws ScoringException with the reason why it cannot be answered
   */
  ModelInput read(InferenceRequest request) {
    return new ModelInput(
        config.text() == null ? new long[0] : tokens(config.text(), request.getText()),
        numbers(request.getNumbers()),
        config.image() == null ? new float[0] : pixels(config.image(), request.getImage()));
  }

  /**
   * What a model is warmed up with: a short text, then one of as many tokens as may be, which a
   * model of fewer positions refuses.
   */
  List<ModelInput> madeUp() {
    return tokenizer.isEmpty()
        ? List.of(madeUp(new long[0]))
        : List.of(madeUp(tokenizer.get().ids(WORD)), madeUp(longest(tokenizer.get())));
  }

  private long[] longest(TextTokens known) {
    int most = Objects.requireNonNull(config.text()).most();
    long[] ids = known.ids(WORD.repeat(most));
    return Arrays.copyOf(ids, Math.min(ids.length, most));
  }

  private ModelInput madeUp(long[] tokens) {
    List<float[]> numbers = new ArrayList<>();
    for (NumbersInputConfig group : config.groups()) {
      float[] values = new float[group.names().size()];
      Arrays.fill(values, (float) (group.missing() == null ? MADE_UP : group.missing()));
      numbers.add(values);
    }
    return new ModelInput(
        tokens,
        numbers,
        config.image() == null ? new float[0] : new float[config.image().values()]);
  }

  private long[] tokens(TextInputConfig limits, Optional<String> given) {
    String text = given.orElseThrow(() -> missing("text"));
    if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
      throw new ScoringException(
          UNENCODABLE, "text has half a surrogate pair, expected whole characters");
    }
    TextTokens known = tokenizer.orElseThrow();
    long[] ids = known.ids(text);
    if (ids.length <= known.added()) {
      throw new ScoringException(
          UNENCODABLE, "text has nothing that the tokenizer knows, expected words");
    }
    if (ids.length > limits.most()) {
      throw new ScoringException(
          "too-long",
          "text of "
              + text.length()
              + " characters, expected at most "
              + limits.most()
              + " tokens");
    }
    return ids;
  }

  private List<float[]> numbers(Map<String, Double> given) {
    List<float[]> numbers = new ArrayList<>(config.groups().size());
    for (NumbersInputConfig group : config.groups()) {
      float[] values = new float[group.names().size()];
      for (int i = 0; i < values.length; i++) {
        String name = group.names().get(i);
        values[i] = number(name, given.get(name), group.missing());
      }
      numbers.add(values);
    }
    return numbers;
  }

  private static float number(String name, @Nullable Double given, @Nullable Double missing) {
    Double value = given == null ? missing : given;
    if (value == null) {
      throw missing("numbers." + name);
    }
    float number = value.floatValue();
    if (!Float.isFinite(number)) {
      throw new ScoringException(
          "not-finite", "numbers." + name + " = " + value + ", expected a finite float");
    }
    return number;
  }

  private static float[] pixels(ImageInputConfig limits, Optional<ByteBuffer> image) {
    return ImagePixels.read(image.orElseThrow(() -> missing("image")), limits);
  }

  private static ScoringException missing(String field) {
    return new ScoringException("missing-field", field + ", expected this field");
  }
}
