package io.freshet.learner;

import io.freshet.schemas.model.RankingInput;
import io.freshet.schemas.record.Example;
import io.freshet.schemas.record.RankingCandidate;
import java.util.ArrayList;
import java.util.List;

/** The candidates of a logged list. Mutable; used for one example after the other. */
final class ExampleInput implements RankingInput {
  private final List<float[]> features = new ArrayList<>();
  private List<RankingCandidate> candidates = List.of();
  private String lastItem = "";
  private float[] labels = new float[64];

  void set(Example example) {
    candidates = example.getCandidates();
    lastItem = example.getLastItem().orElse("");
    if (labels.length < candidates.size()) {
      labels = new float[2 * candidates.size()];
    }
    for (int i = 0; i < candidates.size(); i++) {
      labels[i] = candidates.get(i).getLabel();
      copyFeatures(i, candidates.get(i).getFeatures());
    }
  }

  /** The label of candidate i at i. */
  float[] labels() {
    return labels;
  }

  @Override
  public int size() {
    return candidates.size();
  }

  @Override
  public String lastItem() {
    return lastItem;
  }

  @Override
  public String item(int candidate) {
    return candidates.get(candidate).getItem();
  }

  @Override
  public String source(int candidate) {
    return candidates.get(candidate).getSource();
  }

  @Override
  public String because(int candidate) {
    return candidates.get(candidate).getBecause().orElse("");
  }

  @Override
  public int position(int candidate) {
    return candidates.get(candidate).getPosition();
  }

  @Override
  public float[] features(int candidate) {
    return features.get(candidate);
  }

  private void copyFeatures(int candidate, List<Float> logged) {
    if (candidate == features.size()) {
      features.add(new float[logged.size()]);
    }
    float[] into = features.get(candidate);
    for (int i = 0; i < into.length; i++) {
      into[i] = logged.get(i);
    }
  }
}
