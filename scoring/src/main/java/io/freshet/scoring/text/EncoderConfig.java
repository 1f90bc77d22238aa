package io.freshet.scoring.text;

import io.freshet.schemas.config.ConfigException;
import io.freshet.scoring.inference.DeviceChoice;
import io.freshet.scoring.inference.ModelSource;
import java.io.Serializable;
import java.util.regex.Pattern;

/**
 * Keys {@code scoring.text.encoder}: what turns texts into vectors.
 *
 * @param name of a built-in encoder (minilm-int8, minilm-fp32, bge-small-zh), {@code none}, or of
 *     an own one, which has a uri
 * @param version of an own encoder: vectors of different versions are never compared
 * @param uri of an own encoder: a .zip with one .onnx file and tokenizer.json
 * @param sha256 of that file
 * @param device auto, cpu or gpu:N
 * @param maxTokens after which a text is cut off
 * @param maxCharacters above which a text is rejected
 * @param pooling of an own encoder; the built-in ones know theirs
 * @param normalise whether the vectors of an own encoder are scaled to length 1; those of the
 *     built-in ones are
 */
public record EncoderConfig(
    String name,
    String version,
    String uri,
    String sha256,
    String device,
    int maxTokens,
    int maxCharacters,
    Pooling pooling,
    boolean normalise)
    implements Serializable {
  /** The place that an encoder takes among the models of the scoring job. */
  public static final String ROLE = "text-encoder";

  private static final String NONE = "none";
  private static final int MOST_TOKENS = 1 << 14;
  private static final Pattern SHA256 = Pattern.compile("[0-9a-fA-F]{64}");

  public EncoderConfig {
    DeviceChoice.parse("scoring.text.encoder.device", device);
    require(
        maxTokens >= 8 && maxTokens <= MOST_TOKENS, "max-tokens", maxTokens, "8 to " + MOST_TOKENS);
    require(maxCharacters >= 100, "max-characters", maxCharacters, "at least 100");
    require(!version.isBlank(), "version", version, "a version");
    requireSource(name, uri, sha256);
  }

  public static EncoderConfig defaults() {
    return new EncoderConfig("minilm-int8", "1", "", "", "auto", 256, 20_000, Pooling.MEAN, true);
  }

  /** The same with another of the built-in encoders, or none. */
  public EncoderConfig withName(String other) {
    return new EncoderConfig(
        other, version, "", "", device, maxTokens, maxCharacters, pooling, normalise);
  }

  /** The same on another device. */
  public EncoderConfig withDevice(String other) {
    return new EncoderConfig(
        name, version, uri, sha256, other, maxTokens, maxCharacters, pooling, normalise);
  }

  /** Whether texts have no vectors. */
  public boolean absent() {
    return name.equals(NONE);
  }

  public DeviceChoice deviceChoice() {
    return new DeviceChoice(device);
  }

  /**
   * The version that is configured.
   *
   * @throws IllegalStateException when none is
   */
  public ModelSource source() {
    if (absent()) {
      throw new IllegalStateException("no encoder is configured");
    }
    return BuiltInEncoder.named(name)
        .map(known -> new ModelSource(ROLE, known.model(), "1", known.uri(), ""))
        .orElseGet(() -> new ModelSource(ROLE, name, version, uri, sha256));
  }

  /** How vectors of a model are pooled: as it was trained, where that is known. */
  public Pooling poolingOf(ModelSource source) {
    return BuiltInEncoder.ofModel(source.model()).map(BuiltInEncoder::pooling).orElse(pooling);
  }

  /** Whether vectors of a model are scaled to length 1. */
  public boolean normalises(ModelSource source) {
    return normalise || BuiltInEncoder.ofModel(source.model()).isPresent();
  }

  private static void requireSource(String name, String uri, String sha256) {
    boolean own = !name.equals(NONE) && BuiltInEncoder.named(name).isEmpty();
    if (own) {
      require(!name.isBlank() && !uri.isBlank(), "name", name, expectedNames());
      require(uri.endsWith(".zip"), "uri", uri, "a .zip with an .onnx file and tokenizer.json");
      require(SHA256.matcher(sha256).matches(), "sha256", sha256, "64 hexadecimal digits");
    } else {
      require(uri.isEmpty(), "uri", uri, "none, since " + name + " is built in");
      require(sha256.isEmpty(), "sha256", sha256, "none, since " + name + " is built in");
    }
  }

  private static String expectedNames() {
    return "one of " + BuiltInEncoder.labels() + ", none, or an own name together with a uri";
  }

  private static void require(boolean condition, String key, Object value, String expected) {
    ConfigException.require(condition, "scoring.text.encoder." + key, value, expected);
  }
}
