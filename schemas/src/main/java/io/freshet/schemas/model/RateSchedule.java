package io.freshet.schemas.model;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How a learning rate goes down with the number t of steps that a weight has taken. */
public enum RateSchedule {
  /** η. */
  @JsonProperty("constant")
  CONSTANT {
    @Override
    public double factor(double ratio) {
      return 1;
    }
  },
  /** η / √(1 + t / T). */
  @JsonProperty("inverse-square-root")
  INVERSE_SQUARE_ROOT {
    @Override
    public double factor(double ratio) {
      return 1 / Math.sqrt(1 + ratio);
    }
  },
  /** η · 2^(−t / T). */
  @JsonProperty("exponential")
  EXPONENTIAL {
    @Override
    public double factor(double ratio) {
      return Math.pow(2, -ratio);
    }
  };

  /**
   * What the rate is multiplied by.
   *
   * @param ratio t / T
   */
  public abstract double factor(double ratio);
}
