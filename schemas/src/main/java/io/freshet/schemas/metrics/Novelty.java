package io.freshet.schemas.metrics;

import java.util.List;
import java.util.Optional;

/**
 * Mean self-information of the recommended items, in bits: a list R of length m has the novelty
 *
 * <pre>Σ_{i ∈ R} −log₂ p(i) / m</pre>
 *
 * with p(i) as {@link ItemFrequencies} know it at that moment, and the figure is the mean over the
 * lists. Lists of blockbusters score low (Zhou et al., "Solving the apparent diversity-accuracy
 * dilemma", PNAS 107 (2010); Vargas, Castells, RecSys 2011, section 4.1). Empty lists have none and
 * are not counted.
 *
 * <p>Mutable; not thread-safe.
 */
public final class Novelty implements Mergeable<Novelty> {
  private long count;
  private double sum;
  private double squares;

  /** Counts one list. */
  public void add(List<String> list, ItemFrequencies seen) {
    if (list.isEmpty()) {
      return;
    }
    double bits = list.stream().mapToDouble(seen::bits).sum() / list.size();
    count++;
    sum += bits;
    squares += bits * bits;
  }

  @Override
  public void merge(Novelty other) {
    count += other.count;
    sum += other.sum;
    squares += other.squares;
  }

  @Override
  public Novelty fresh() {
    return new Novelty();
  }

  @Override
  public long count() {
    return count;
  }

  /** Mean novelty of the lists, bits; 0 before the first list. */
  public double value() {
    return count == 0 ? 0 : sum / count;
  }

  /** Of {@link #value()}; empty before the second list. */
  public Optional<Interval> interval() {
    return Interval.ofMean(count, sum, squares);
  }
}
