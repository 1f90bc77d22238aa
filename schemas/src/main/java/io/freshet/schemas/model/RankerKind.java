package io.freshet.schemas.model;

import com.fasterxml.jackson.annotation.JsonProperty;

/** The models that can rank. */
public enum RankerKind {
  /** {@link LogisticModel}. */
  @JsonProperty("ftrl")
  FTRL(LogisticModel.MODEL),
  /** {@link DeepFmModel}. */
  @JsonProperty("deepfm")
  DEEPFM(DeepFmModel.MODEL);

  private final String model;

  RankerKind(String model) {
    this.model = model;
  }

  /** Name of the model: its rows go under it. */
  public String model() {
    return model;
  }
}
