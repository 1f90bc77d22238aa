package io.freshet.learner;

import io.freshet.schemas.model.RankingFeatures;
import io.freshet.schemas.record.Example;
import io.freshet.schemas.record.RankingCandidate;
import java.util.List;
import java.util.Optional;

/** Finds what keeps an example from being learned. */
public final class ExampleCheck {
  private static final String OUT_OF_RANGE = "out-of-range";
  private static final String MISSING = "missing-field";

  private ExampleCheck() {}

  /** The first flaw of an example; empty for a good one. */
  public static Optional<Flaw> flaw(Example example) {
    float weight = example.getWeight();
    if (!(weight >= 0) || Float.isInfinite(weight)) {
      return flaw(OUT_OF_RANGE, "weight = " + weight + ", expected a finite number, 0 or more");
    }
    return switch (example.getKind()) {
      case NEXT_ITEM -> nextItemFlaw(example);
      case RANKING -> rankingFlaw(example);
      case TEXT -> textFlaw(example);
    };
  }

  private static Optional<Flaw> nextItemFlaw(Example example) {
    if (example.getItem().filter(item -> !item.isEmpty()).isEmpty()) {
      return flaw(MISSING, "item is missing, expected the item that came next");
    }
    return example.getValue().filter(value -> !Double.isFinite(value)).isEmpty()
        ? Optional.empty()
        : flaw(OUT_OF_RANGE, "value = " + example.getValue().get() + ", expected a finite number");
  }

  private static Optional<Flaw> rankingFlaw(Example example) {
    if (!example.getFeatureSet().equals(RankingFeatures.FINGERPRINT)) {
      return flaw(
          "unknown-feature-set",
          "featureSet = "
              + example.getFeatureSet()
              + ", expected "
              + RankingFeatures.FINGERPRINT
              + ": it was logged by another version");
    }
    for (RankingCandidate candidate : example.getCandidates()) {
      Optional<Flaw> flaw = candidateFlaw(candidate);
      if (flaw.isPresent()) {
        return flaw;
      }
    }
    return Optional.empty();
  }

  private static Optional<Flaw> candidateFlaw(RankingCandidate candidate) {
    String where = "candidate at position " + candidate.getPosition() + ": ";
    int length = candidate.getFeatures().size();
    if (length != RankingFeatures.NAMES.size()) {
      return flaw(
          OUT_OF_RANGE, where + length + " features, expected " + RankingFeatures.NAMES.size());
    }
    if (!allFinite(candidate.getFeatures())) {
      return flaw(OUT_OF_RANGE, where + "a feature is not finite: " + candidate.getFeatures());
    }
    return candidate.getLabel() >= 0 && candidate.getLabel() <= 1
        ? Optional.empty()
        : flaw(OUT_OF_RANGE, where + "label = " + candidate.getLabel() + ", expected 0 to 1");
  }

  private static Optional<Flaw> textFlaw(Example example) {
    if (example.getLabel().isEmpty() || example.getLabel().get().isEmpty()) {
      return flaw(MISSING, "label is missing, expected the true class");
    }
    if (example.getTask().isEmpty() || !example.getTask().get().matches("[^/]+")) {
      return flaw(MISSING, "task = " + example.getTask() + ", expected a name without '/'");
    }
    if (example.getFeatures().size() != example.getValues().size()) {
      return flaw(
          OUT_OF_RANGE,
          example.getFeatures().size() + " features, " + example.getValues().size() + " values");
    }
    if (example.getFeatures().stream().anyMatch(feature -> feature < 0)) {
      return flaw(OUT_OF_RANGE, "a feature is negative: " + example.getFeatures());
    }
    return allFinite(example.getValues())
        ? encodingFlaw(example)
        : flaw(OUT_OF_RANGE, "a value is not finite: " + example.getValues());
  }

  private static Optional<Flaw> encodingFlaw(Example example) {
    if (!Float.isFinite(example.getEmbeddingScale())) {
      return flaw(
          OUT_OF_RANGE,
          "embeddingScale = " + example.getEmbeddingScale() + ", expected a finite number");
    }
    if (example.getEmbedding().isPresent() && example.getEncoding().isEmpty()) {
      return flaw(MISSING, "encoding is missing, expected what made the embedding");
    }
    return allFinite(List.copyOf(example.getOffsets().values()))
        ? Optional.empty()
        : flaw(OUT_OF_RANGE, "an offset is not finite: " + example.getOffsets());
  }

  private static boolean allFinite(List<Float> values) {
    for (int i = 0; i < values.size(); i++) {
      if (!Float.isFinite(values.get(i))) {
        return false;
      }
    }
    return true;
  }

  private static Optional<Flaw> flaw(String reason, String message) {
    return Optional.of(new Flaw(reason, message));
  }
}
