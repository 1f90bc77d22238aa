package io.freshet.schemas.model;

import java.util.Optional;

/**
 * An item with the score that a retrieval source gave it.
 *
 * @param score higher is better; comparable only within one source
 * @param because the history item that contributed most, where there is one
 */
public record ScoredItem(String item, double score, Optional<String> because) {
  public ScoredItem(String item, double score) {
    this(item, score, Optional.empty());
  }
}
