package io.freshet.schemas.model;

import java.util.Locale;

/**
 * The categorical fields that DeepFM has embeddings for. The user is none of them: a user is what
 * the history says, so that a new user is ranked for at once and nothing has to be forgotten.
 */
public enum DeepFmField {
  ITEM {
    @Override
    public String value(RankingInput input, int candidate) {
      return input.item(candidate);
    }
  },
  LAST_ITEM {
    @Override
    public String value(RankingInput input, int candidate) {
      return input.lastItem();
    }
  },
  BECAUSE {
    @Override
    public String value(RankingInput input, int candidate) {
      return input.because(candidate);
    }
  },
  SOURCE {
    @Override
    public String value(RankingInput input, int candidate) {
      return input.source(candidate);
    }
  };

  /** Number of fields. */
  public static final int COUNT = values().length;

  /** The value that a candidate has in this field; empty for none. */
  public abstract String value(RankingInput input, int candidate);

  /** Name in rows. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
