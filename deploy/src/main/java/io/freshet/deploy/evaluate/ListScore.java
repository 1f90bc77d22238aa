package io.freshet.deploy.evaluate;

import io.freshet.schemas.metrics.Coverage;
import io.freshet.schemas.metrics.ItemFrequencies;
import io.freshet.schemas.metrics.Mergeable;
import io.freshet.schemas.metrics.Novelty;
import io.freshet.schemas.metrics.PairedDifference;
import io.freshet.schemas.metrics.RankingMetrics;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Figures of lists of the first k items.
 *
 * @param ranks where the item was that came
 * @param coverage which items were in a list
 * @param novelty how well known they were
 * @param versus hits compared with those of the lists that were served, test by test
 */
record ListScore(
    int k, RankingMetrics ranks, Coverage coverage, Novelty novelty, PairedDifference versus)
    implements Mergeable<ListScore> {
  ListScore(int k) {
    this(k, new RankingMetrics(k), new Coverage(), new Novelty(), new PairedDifference());
  }

  /**
   * Its figures.
   *
   * @param catalogue items that there are
   */
  static List<Gauge<ListScore>> gauges(int k, LongSupplier catalogue) {
    return List.of(
        new Gauge<>(
            "recall@" + k,
            score -> score.ranks.recall(),
            score -> Optional.of(score.ranks.recallInterval())),
        new Gauge<>("ndcg@" + k, score -> score.ranks.ndcg(), score -> score.ranks.ndcgInterval()),
        new Gauge<>("mrr", score -> score.ranks.mrr(), score -> score.ranks.mrrInterval()),
        new Gauge<>("coverage", score -> score.coverage.of(catalogue.getAsLong())),
        new Gauge<>("novelty", score -> score.novelty.value(), score -> score.novelty.interval()));
  }

  /**
   * The difference to another model's recall.
   *
   * @param other its name
   */
  static Gauge<ListScore> versus(String other) {
    return new Gauge<>(
        "vs-" + other, score -> score.versus.value(), score -> score.versus.interval());
  }

  /**
   * Counts one list.
   *
   * @param item that came
   * @param seen how often each item had come before
   * @return whether it was a hit
   */
  boolean add(List<String> list, String item, ItemFrequencies seen) {
    List<String> shown = list.subList(0, Math.min(k, list.size()));
    ranks.add(shown.indexOf(item));
    coverage.add(shown);
    novelty.add(shown, seen);
    return shown.contains(item);
  }

  @Override
  public void merge(ListScore other) {
    ranks.merge(other.ranks);
    coverage.merge(other.coverage);
    novelty.merge(other.novelty);
    versus.merge(other.versus);
  }

  @Override
  public ListScore fresh() {
    return new ListScore(k);
  }

  @Override
  public long count() {
    return ranks.count();
  }
}
