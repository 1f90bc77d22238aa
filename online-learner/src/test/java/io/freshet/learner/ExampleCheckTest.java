package io.freshet.learner;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.schemas.model.RankingFeatures;
import io.freshet.schemas.record.Example;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ExampleCheckTest {
  private final Examples examples = new Examples(1);

  @Test
  void goodExamplesHaveNoFlaw() {
    assertThat(Examples.mixed(2, 60)).allSatisfy(e -> assertThat(ExampleCheck.flaw(e)).isEmpty());
  }

  @Test
  void anotherFeatureSetIsNotLearned() {
    Example example = examples.ranking();
    example.setFeatureSet("ranking-0");
    assertReason(example, "unknown-feature-set");
  }

  @Test
  void aWrongNumberOfFeaturesIsNotLearned() {
    Example example = examples.ranking();
    example.getCandidates().get(2).setFeatures(List.of(1f));
    assertReason(example, "out-of-range");
    assertThat(ExampleCheck.flaw(example).orElseThrow().message())
        .isEqualTo("candidate at position 2: 1 features, expected " + RankingFeatures.NAMES.size());
  }

  @Test
  void whatIsNotFiniteIsNotLearned() {
    Example ranking = examples.ranking();
    ranking.getCandidates().get(0).getFeatures().set(3, Float.NaN);
    assertReason(ranking, "out-of-range");
    Example text = examples.text();
    text.getValues().set(0, Float.POSITIVE_INFINITY);
    assertReason(text, "out-of-range");
    Example weight = examples.nextItem();
    weight.setWeight(Float.NaN);
    assertReason(weight, "out-of-range");
    Example value = examples.nextItem();
    value.setValue(Double.NaN);
    assertReason(value, "out-of-range");
    Example label = examples.ranking();
    label.getCandidates().get(0).setLabel(2);
    assertReason(label, "out-of-range");
  }

  @Test
  void whatIsMissingIsNamed() {
    Example text = examples.text();
    text.setLabel(null);
    assertReason(text, "missing-field");
    Example task = examples.text();
    task.setTask("a/b");
    assertReason(task, "missing-field");
    Example item = examples.nextItem();
    item.setItem(null);
    assertReason(item, "missing-field");
  }

  @Test
  void textFeaturesMustMatchTheirValues() {
    Example fewer = examples.text();
    fewer.setValues(List.of());
    assertReason(fewer, "out-of-range");
    Example negative = examples.text();
    negative.getFeatures().set(0, -1);
    assertReason(negative, "out-of-range");
  }

  @Test
  void aVectorMustBeFiniteAndSayWhatMadeIt() {
    EncodedExamples encoded = new EncodedExamples(1);
    assertThat(ExampleCheck.flaw(encoded.next())).isEmpty();
    Example scale = encoded.next();
    scale.setEmbeddingScale(Float.NaN);
    assertReason(scale, "out-of-range");
    Example unnamed = encoded.next();
    unnamed.setEncoding("");
    assertReason(unnamed, "missing-field");
    Example offset = encoded.next();
    offset.setOffsets(Map.of("positive", Float.POSITIVE_INFINITY));
    assertReason(offset, "out-of-range");
  }

  private static void assertReason(Example example, String reason) {
    assertThat(ExampleCheck.flaw(example)).map(Flaw::reason).contains(reason);
  }
}
