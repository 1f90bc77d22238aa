package io.freshet.schemas.model;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/** How weights follow the gradient of their loss. */
public enum OptimiserKind {
  /** FTRL-proximal: rows (z, n, ε), in {@link FtrlForm}. */
  @JsonProperty("ftrl")
  FTRL(3),
  /** Stochastic gradient descent: rows (w, t), t counts steps. */
  @JsonProperty("sgd")
  SGD(2),
  /** Heavy-ball momentum: rows (w, m, t). */
  @JsonProperty("momentum")
  MOMENTUM(3),
  /** AdaGrad: rows (w, G). */
  @JsonProperty("adagrad")
  ADAGRAD(2),
  /** RMSProp: rows (w, v, t). */
  @JsonProperty("rmsprop")
  RMSPROP(3),
  /** Adam: rows (w, m, v, t). */
  @JsonProperty("adam")
  ADAM(4);

  private final int columns;

  OptimiserKind(int columns) {
    this.columns = columns;
  }

  /** Values of a row that is written down. */
  public int columns() {
    return columns;
  }

  /** Whether a row's last value is the sum of its squared gradients. */
  boolean sumsSquares() {
    return this == FTRL || this == ADAGRAD;
  }

  /** The table of its rows: rows of another optimiser are not to be mistaken for its own. */
  public String table() {
    return this == FTRL ? "weights" : "weights-" + name().toLowerCase(Locale.ROOT);
  }
}
