package io.freshet.scoring.inference;

import java.util.Locale;

/** Types of tensor elements. Values of {@link #FLOAT32} and {@link #INT64} can be passed. */
public enum TensorType {
  FLOAT32,
  FLOAT64,
  FLOAT16,
  BFLOAT16,
  INT8,
  INT16,
  INT32,
  INT64,
  UINT8,
  BOOL,
  STRING,
  /** No tensor, such as a sequence or a map, or a type that the file does not tell. */
  UNKNOWN;

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
