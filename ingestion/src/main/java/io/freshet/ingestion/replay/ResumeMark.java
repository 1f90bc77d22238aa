package io.freshet.ingestion.replay;

import java.util.Map;
import java.util.TreeMap;

/**
 * Where a replay can be taken up again without a loss and without a double: everything below the
 * index is complete, and everything from it on, as far as it was sent, lies at or behind the
 * positions.
 *
 * @param index first thing that may not have been sent
 * @param positions topic and partition joined by '-' → end offset at a moment when nothing from the
 *     index on had been sent
 */
public record ResumeMark(long index, Map<String, Long> positions) {
  public ResumeMark {
    positions = new TreeMap<>(positions);
  }
}
