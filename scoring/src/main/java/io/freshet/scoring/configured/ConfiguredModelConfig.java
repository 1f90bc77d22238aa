package io.freshet.scoring.configured;

import io.freshet.schemas.config.ConfigException;
import io.freshet.scoring.inference.BatchConfig;
import io.freshet.scoring.inference.DeviceChoice;
import io.freshet.scoring.inference.ModelException;
import io.freshet.scoring.inference.ModelSource;
import java.io.Serializable;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An entry of {@code scoring.models}: a model file of the user's own, what goes in and what comes
 * out.
 *
 * @param name by which requests ask for it, and role in the topic {@code models}
 * @param uri of the ONNX or TorchScript file: {@code file:}, {@code https:}, {@code classpath:}
 * @param sha256 of the file, 64 hexadecimal digits; only {@code classpath:} does without
 * @param version told with every answer
 * @param maxBytes that the file may have
 * @param device auto, cpu or gpu:N
 * @param inputs what is taken from a request
 * @param outputs what the answer means
 * @param batching of its requests
 */
public record ConfiguredModelConfig(
    String name,
    String uri,
    @Nullable String sha256,
    @Nullable String version,
    @Nullable Long maxBytes,
    @Nullable String device,
    @Nullable InputsConfig inputs,
    @Nullable OutputsConfig outputs,
    @Nullable BatchingConfig batching)
    implements Serializable {
  private static final String SECTION = "scoring.models";
  private static final String NAME = "[a-z0-9]+(-[a-z0-9]+)*";
  private static final long HALF_A_GIGABYTE = 512L << 20;

  public ConfiguredModelConfig {
    ConfigException.require(
        name != null && name.matches(NAME),
        SECTION + ".name",
        name,
        "lower-case letters, digits and hyphens");
    String key = key(name);
    ConfigException.require(
        uri != null && !uri.isBlank(), key + ".uri", uri, "file:, https: or classpath:");
    sha256 = Objects.requireNonNullElse(sha256, "").toLowerCase(Locale.ROOT);
    ConfigException.require(
        Checksum.fits(uri, sha256), key + ".sha256", "'" + sha256 + "'", Checksum.EXPECTED);
    version = Objects.requireNonNullElse(version, "1");
    ConfigException.require(!version.isBlank(), key + ".version", "''", "a name");
    maxBytes = Objects.requireNonNullElse(maxBytes, HALF_A_GIGABYTE);
    ConfigException.require(maxBytes >= 1, key + ".max-bytes", maxBytes, "at least 1");
    device = DeviceChoice.parse(key + ".device", Objects.requireNonNullElse(device, "auto")).text();
    inputs = Objects.requireNonNullElse(inputs, InputsConfig.NONE).checked(key + ".inputs");
    outputs = Objects.requireNonNullElse(outputs, OutputsConfig.NONE).checked(key + ".outputs");
    ConfigException.require(
        inputs.text() != null || !outputs.poolsTokens(),
        key + ".outputs.embedding.pooling",
        "mean or cls",
        "none, for there is no text input whose tokens could be pooled");
    batching = Objects.requireNonNullElse(batching, BatchingConfig.NONE).checked(key + ".batching");
  }

  /** Requires each name to be there once. */
  public static List<ConfiguredModelConfig> unique(List<ConfiguredModelConfig> models) {
    Set<String> names = new HashSet<>();
    for (ConfiguredModelConfig model : models) {
      ConfigException.require(names.add(model.name()), SECTION, model.name(), "each name once");
    }
    return List.copyOf(models);
  }

  /** What is taken from a request. */
  public InputsConfig in() {
    return Objects.requireNonNull(inputs);
  }

  /** What the answer means. */
  public OutputsConfig out() {
    return Objects.requireNonNull(outputs);
  }

  /** How its requests are batched. */
  public BatchConfig batches() {
    return Objects.requireNonNull(batching).complete();
  }

  /** That the file may have. */
  public long mostBytes() {
    return Objects.requireNonNull(maxBytes);
  }

  /** Where it shall run. */
  public DeviceChoice deviceChoice() {
    return new DeviceChoice(Objects.requireNonNull(device));
  }

  /** The configured version. */
  public ModelSource source() {
    return new ModelSource(
        name, name, Objects.requireNonNull(version), uri, Objects.requireNonNull(sha256));
  }

  /**
   * Refuses a version whose file could be any file.
   *
   * @throws ModelException when it lacks the checksum that it has to have
   */
  public void requireChecksum(ModelSource version) throws ModelException {
    if (!Checksum.fits(version.uri(), version.sha256().toLowerCase(Locale.ROOT))) {
      throw new ModelException(
          version + ": sha256 = '" + version.sha256() + "', expected " + Checksum.EXPECTED);
    }
  }

  /** What messages call it: {@code scoring.models[churn]}. */
  public String key() {
    return key(name);
  }

  private static String key(String name) {
    return SECTION + "[" + name + "]";
  }
}
