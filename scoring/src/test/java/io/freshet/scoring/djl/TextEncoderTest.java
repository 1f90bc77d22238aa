package io.freshet.scoring.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.huggingface.tokenizers.Encoding;
import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import io.freshet.scoring.ScoringException;
import io.freshet.scoring.inference.Tensor;
import io.freshet.scoring.inference.TensorSession;
import io.freshet.scoring.text.Embedding;
import io.freshet.scoring.text.EncoderConfig;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The encoders that come with the program, on texts whose meaning is known. */
class TextEncoderTest {
  private static final EncoderConfig FP32 = EncoderConfig.defaults().withName("minilm-fp32");
  private static final EncoderConfig INT8 = EncoderConfig.defaults();

  /** Of many lengths, so that a batch falls into several runs. */
  private static final List<String> TEXTS =
      List.of(
          "A man is eating food.",
          "The soup was cold and the waiter did not even look at us when we asked for the bill.",
          "Great!",
          "A man is eating a piece of bread.",
          "The girl is carrying a baby.",
          "Works as described, although the battery lasts a little less than what the box says.",
          "I want my money back.",
          "Stocks fell sharply on Monday after the central bank said that it would raise rates again"
              + " in the coming months, while bonds of the shorter maturities were hardly changed.",
          "Someone is having a meal.",
          "The market went down because interest rates are going to rise.");

  private static TextEncoder fp32;
  private static TextEncoder int8;

  @BeforeAll
  static void load() throws Exception {
    fp32 = open(FP32);
    int8 = open(INT8);
  }

  @AfterAll
  static void close() {
    fp32.close();
    int8.close();
  }

  @Test
  void textsOfOneMeaningAreCloserThanOthers() throws Exception {
    for (TextEncoder encoder : List.of(fp32, int8)) {
      float[][] vectors = encoder.vectors(TEXTS);
      assertThat(cosine(vectors[0], vectors[3])).isGreaterThan(0.6);
      assertThat(cosine(vectors[0], vectors[8]))
          .isGreaterThan(cosine(vectors[0], vectors[4]) + 0.2);
      assertThat(cosine(vectors[7], vectors[9]))
          .isGreaterThan(cosine(vectors[7], vectors[5]) + 0.2);
      assertThat(cosine(vectors[6], vectors[9])).isLessThan(0.4);
    }
  }

  @Test
  void isThePooledMeanOfTheLastHiddenState() throws Exception {
    float[][] vectors = fp32.vectors(TEXTS);
    try (TensorSession session = SharedModels.open(FP32.source(), FP32.deviceChoice(), 1 << 30);
        InputStream json = getClass().getResourceAsStream("/all-minilm-l6-v2-tokenizer.json");
        HuggingFaceTokenizer tokenizer =
            HuggingFaceTokenizer.newInstance(json, Map.of("padding", "false"))) {
      for (int text = 0; text < TEXTS.size(); text++) {
        assertThat(vectors[text])
            .containsExactly(naive(session, tokenizer.encode(TEXTS.get(text))), within(1e-4f));
      }
    }
  }

  @Test
  void aVectorDoesNotDependOnItsBatch() throws Exception {
    float[][] together = fp32.vectors(TEXTS);
    for (int text = 0; text < TEXTS.size(); text++) {
      float[] alone = fp32.vectors(List.of(TEXTS.get(text)))[0];
      assertThat(together[text]).containsExactly(alone, within(1e-4f));
    }
  }

  @Test
  void anInt8VectorIsNearTheExactOneWhateverItsBatch() throws Exception {
    float[][] exact = fp32.vectors(TEXTS);
    float[][] together = int8.vectors(TEXTS);
    double sum = 0;
    for (int text = 0; text < TEXTS.size(); text++) {
      float[] alone = int8.vectors(List.of(TEXTS.get(text)))[0];
      assertThat(cosine(together[text], alone)).isGreaterThan(0.94);
      assertThat(cosine(together[text], exact[text])).isGreaterThan(0.94);
      sum += cosine(together[text], exact[text]);
    }
    assertThat(sum / TEXTS.size()).isGreaterThan(0.98);
  }

  @Test
  void answersAreInTheOrderOfTheTexts() throws Exception {
    List<String> batch = new ArrayList<>();
    for (int i = 0; i < 64; i++) {
      batch.add(TEXTS.get(i * 7 % TEXTS.size()));
    }
    List<Embedding> answers = int8.infer(batch);

    assertThat(answers).hasSize(batch.size());
    for (int i = 0; i < batch.size(); i++) {
      float[] alone = int8.infer(List.of(batch.get(i))).get(0).toFloats();
      assertThat(cosine(answers.get(i).toFloats(), alone)).isGreaterThan(0.94);
    }
  }

  @Test
  void answersAreOfLengthOneAndSayWhoGaveThem() throws Exception {
    for (Embedding answer : int8.infer(TEXTS)) {
      float[] vector = answer.toFloats();
      assertThat(vector).hasSize(384);
      assertThat(Math.sqrt(product(vector, vector))).isCloseTo(1, within(0.005));
      assertThat(answer.encoding()).isEqualTo("all-MiniLM-L6-v2-int8/1");
    }
  }

  @Test
  void cutsALongTextOff() throws Exception {
    String words = "word ".repeat(254);

    assertThat(fp32.vectors(List.of(words + "and much more of it".repeat(100)))[0])
        .containsExactly(fp32.vectors(List.of(words))[0], within(1e-6f));
  }

  @Test
  void refusesWhatHasNoMeaning() {
    assertRefused("", "unencodable", "the text is empty: it has no tokens");
    assertRefused(" \n\t ", "unencodable", "the text is empty: it has no tokens");
    assertRefused("\u0000\u0001\u0007", "unencodable", "the text is empty: it has no tokens");
    assertRefused("half of \ud83d it", "unencodable", "the text is not valid Unicode");
    assertRefused(
        "x".repeat(20_001),
        "too-long",
        "a text of 20001 characters, expected at most 20000 (scoring.text.encoder.max-characters)");
  }

  @Test
  void encodesSymbolsAndForeignScripts() throws Exception {
    assertThat(int8.infer(List.of("😀👍", "Ω ≈ 3", "日本語のテキスト", "ok\u0000ok"))).hasSize(4);
  }

  @Test
  void severalThreadsMayUseIt() throws Exception {
    float[][] expected = fp32.vectors(TEXTS);
    Callable<float[][]> call = () -> fp32.vectors(TEXTS);
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      for (Future<float[][]> answer : threads.invokeAll(List.of(call, call, call, call))) {
        for (int text = 0; text < expected.length; text++) {
          assertThat(answer.get()[text]).containsExactly(expected[text], within(1e-4f));
        }
      }
    } finally {
      threads.shutdown();
    }
  }

  private static void assertRefused(String text, String reason, String message) {
    assertThatThrownBy(() -> int8.infer(List.of("A good one.", text)))
        .isInstanceOfSatisfying(
            ScoringException.class, e -> assertThat(e.reason()).isEqualTo(reason))
        .hasMessage(message);
  }

  private static TextEncoder open(EncoderConfig config) throws Exception {
    TextEncoderLoader loader = new TextEncoderLoader(config);
    return loader.open(loader.configured());
  }

  /** Σ mask · state / Σ mask, then divided by its length; one text, no padding. */
  private static float[] naive(TensorSession session, Encoding text) throws Exception {
    long tokens = text.getIds().length;
    Map<String, Tensor> outputs =
        session.run(
            Map.of(
                "input_ids", Tensor.of(text.getIds(), 1, tokens),
                "attention_mask", Tensor.of(text.getAttentionMask(), 1, tokens),
                "token_type_ids", Tensor.of(text.getTypeIds(), 1, tokens)));
    float[] states = outputs.get("last_hidden_state").floats();
    double[] mean = new double[384];
    for (int i = 0; i < states.length; i++) {
      mean[i % 384] += states[i] * text.getAttentionMask()[i / 384] / tokens;
    }
    double length = 0;
    for (double value : mean) {
      length += value * value;
    }
    float[] vector = new float[384];
    for (int d = 0; d < vector.length; d++) {
      vector[d] = (float) (mean[d] / Math.sqrt(length));
    }
    return vector;
  }

  static double cosine(float[] one, float[] other) {
    return product(one, other) / Math.sqrt(product(one, one) * product(other, other));
  }

  private static double product(float[] one, float[] other) {
    double product = 0;
    for (int i = 0; i < one.length; i++) {
      product += one[i] * other[i];
    }
    return product;
  }
}
