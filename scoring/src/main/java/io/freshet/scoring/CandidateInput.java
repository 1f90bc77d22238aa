package io.freshet.scoring;

import io.freshet.schemas.model.RankingInput;

/** Candidates of one list, as they are scored: none has a position yet. */
final class CandidateInput implements RankingInput {
  private final CandidateSet candidates;
  private final String lastItem;

  CandidateInput(CandidateSet candidates, UserView user) {
    this.candidates = candidates;
    this.lastItem = user.lastItem().orElse("");
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
    return candidates.get(candidate).item;
  }

  @Override
  public String source(int candidate) {
    return candidates.get(candidate).source;
  }

  @Override
  public String because(int candidate) {
    return candidates.get(candidate).because;
  }

  @Override
  public int position(int candidate) {
    return SERVING_POSITION;
  }

  @Override
  public float[] features(int candidate) {
    return candidates.get(candidate).features;
  }
}
