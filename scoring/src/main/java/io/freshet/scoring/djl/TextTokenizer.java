package io.freshet.scoring.djl;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import ai.djl.huggingface.tokenizers.jni.TokenizersLibrary;
import io.freshet.scoring.inference.ModelException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/**
 * A Hugging Face tokenizer, from its {@code tokenizer.json}. Several threads may use it at once,
 * each on its own: texts are encoded one by one, since batches would start the tokenizer's own
 * threads.
 *
 * <p>Only the ids are brought to Java: DJL's {@code encode} also makes a string, a position and
 * four more numbers of every token, which takes half as long again.
 */
final class TextTokenizer implements AutoCloseable {
  private final HuggingFaceTokenizer tokenizer;
  private final long handle;
  private final int specials;

  private TextTokenizer(HuggingFaceTokenizer tokenizer) {
    this.tokenizer = tokenizer;
    this.handle = tokenizer.getHandle();
    this.specials = encode("").length;
  }

  /**
   * Reads a tokenizer.
   *
   * @param maxTokens after which texts are cut off, special tokens included
   */
  static TextTokenizer open(Path file, int maxTokens) throws ModelException {
    Engines.onnxRuntime();
    String most = Integer.toString(maxTokens);
    Map<String, String> options =
        Map.of("padding", "false", "truncation", "true", "maxLength", most, "modelMaxLength", most);
    try {
      return new TextTokenizer(HuggingFaceTokenizer.newInstance(file, options));
    } catch (IOException | RuntimeException e) {
      throw new ModelException("tokenizer " + file + " cannot be read: " + e.getMessage(), e);
    }
  }

  /** The ids of a text's tokens, with the special ones at its ends. */
  long[] encode(String text) {
    TokenizersLibrary library = TokenizersLibrary.LIB;
    long encoding = library.encode(handle, text, true);
    try {
      return library.getTokenIds(encoding);
    } finally {
      library.deleteEncoding(encoding);
    }
  }

  /** Tokens that every text has, an empty one too. */
  int specials() {
    return specials;
  }

  @Override
  public void close() {
    tokenizer.close();
  }
}
