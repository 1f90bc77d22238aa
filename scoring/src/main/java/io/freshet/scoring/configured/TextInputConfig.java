package io.freshet.scoring.configured;

import io.freshet.schemas.config.ConfigException;
import io.freshet.scoring.text.BuiltInEncoder;
import java.io.Serializable;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A text, as tokens. Which of the three tensors a model has, it says itself; the first it must
 * have.
 *
 * @param tokenizer uri of a Hugging Face {@code tokenizer.json}, or the name of a built-in encoder,
 *     which has its own
 * @param tokenizerSha256 of that file; only {@code classpath:} does without
 * @param maxTokens that a text may have, those included that the tokenizer adds
 * @param truncate whether a longer text loses its end, instead of being rejected
 * @param ids tensor of the numbers of the tokens
 * @param mask tensor that is 1 where there is a token and 0 where a shorter text was filled up
 * @param types tensor of the numbers of the segments: 0
 */
public record TextInputConfig(
    String tokenizer,
    @Nullable String tokenizerSha256,
    @Nullable Integer maxTokens,
    @Nullable Boolean truncate,
    @Nullable String ids,
    @Nullable String mask,
    @Nullable String types)
    implements Serializable {
  private static final int MOST_TOKENS = 8192;

  public TextInputConfig {
    tokenizerSha256 = Objects.requireNonNullElse(tokenizerSha256, "").toLowerCase(Locale.ROOT);
    maxTokens = Objects.requireNonNullElse(maxTokens, 256);
    truncate = Boolean.TRUE.equals(truncate);
    ids = Objects.requireNonNullElse(ids, "input_ids");
    mask = Objects.requireNonNullElse(mask, "attention_mask");
    types = Objects.requireNonNullElse(types, "token_type_ids");
  }

  void check(String key) {
    ConfigException.require(
        tokenizer != null && !tokenizer.isBlank(),
        key + ".tokenizer",
        tokenizer,
        "the uri of a tokenizer.json or the name of a built-in encoder");
    ConfigException.require(
        builtIn() || Checksum.fits(tokenizer, sha256()),
        key + ".tokenizer-sha256",
        "'" + sha256() + "'",
        Checksum.EXPECTED);
    ConfigException.require(
        most() >= 1 && most() <= MOST_TOKENS, key + ".max-tokens", most(), "1 to " + MOST_TOKENS);
    for (String tensor : tensors()) {
      ConfigException.require(!tensor.isBlank(), key, "''", "a tensor name");
    }
  }

  /** Whether the tokenizer is that of a built-in encoder. */
  public boolean builtIn() {
    return BuiltInEncoder.named(tokenizer).isPresent();
  }

  /** Of the tokenizer's file; empty when it is not checked. */
  public String sha256() {
    return Objects.requireNonNull(tokenizerSha256);
  }

  /** Tokens that a text may have. */
  public int most() {
    return Objects.requireNonNull(maxTokens);
  }

  List<String> tensors() {
    return List.of(
        Objects.requireNonNull(ids), Objects.requireNonNull(mask), Objects.requireNonNull(types));
  }
}
