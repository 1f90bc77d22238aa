package io.freshet.scoring.djl;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.scoring.text.EncoderConfig;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A Chinese sample through bge-small-zh: the nearest of each text is its paraphrase. */
class ChineseEncoderTest {
  private static final List<List<String>> PARAPHRASES =
      List.of(
          List.of("这家餐厅的菜很好吃。", "这里的饭菜味道非常棒。"),
          List.of("手机电池用不了多久就没电了。", "这款手机的续航太差。"),
          List.of("央行宣布下调存款准备金率。", "中国人民银行决定降低银行准备金。"),
          List.of("昨晚的足球比赛非常精彩。", "昨天那场球赛真好看。"),
          List.of("快递迟到了三天，包装也破了。", "送货太慢，收到时盒子已经损坏。"),
          List.of("医生建议多喝水多休息。", "大夫说要注意休息，多补充水分。"),
          List.of("孩子们在公园里放风筝。", "小朋友在公园玩风筝。"),
          List.of("科学家发现了一颗新的行星。", "天文学家找到一个新行星。"));

  @Test
  void theNearestTextIsTheParaphrase() throws Exception {
    EncoderConfig config = EncoderConfig.defaults().withName("bge-small-zh");
    TextEncoderLoader loader = new TextEncoderLoader(config);
    List<String> texts = new ArrayList<>();
    PARAPHRASES.forEach(texts::addAll);
    try (TextEncoder encoder = loader.open(loader.configured())) {
      float[][] vectors = encoder.vectors(texts);

      assertThat(vectors[0]).hasSize(512);
      for (int text = 0; text < vectors.length; text++) {
        assertThat(texts.get(nearest(vectors, text)))
            .as("nearest to %s", texts.get(text))
            .isEqualTo(texts.get(text ^ 1));
      }
    }
  }

  private static int nearest(float[][] vectors, int text) {
    int nearest = -1;
    for (int other = 0; other < vectors.length; other++) {
      if (other != text
          && (nearest < 0 || cosine(vectors, text, other) > cosine(vectors, text, nearest))) {
        nearest = other;
      }
    }
    return nearest;
  }

  private static double cosine(float[][] vectors, int one, int other) {
    return TextEncoderTest.cosine(vectors[one], vectors[other]);
  }
}
