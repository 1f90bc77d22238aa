package io.freshet.deploy.demo;

import java.util.List;
import java.util.OptionalInt;
import java.util.random.RandomGenerator;

/**
 * A cascade click model with abandonment (Craswell et al., "An experimental comparison of click
 * position-bias models", WSDM 2008; the continuation probability as in Chapelle and Zhang, "A
 * dynamic Bayesian network click model", WWW 2009). A person reads a list from the top; at place k
 * the item is clicked with its attraction a, which ends the reading; without a click the person
 * goes on to the next place with probability γ. So
 *
 * <pre>
 * P(click at k) = γ^k · a_k · Π_{j&lt;k} (1 − a_j)
 * a(u, i)       = ceiling · σ(slope · (⟨u, i⟩ − threshold) + appeal_i)
 * </pre>
 *
 * with taste u, place i (unit vectors) and the logistic function σ. An item that the person
 * remembers, or that no longer lives, has attraction 0. At most one click per list, so that the
 * click-through of lists is Σ_k P(click at k); it is greatest when the items are ordered by
 * attraction, since swapping two neighbours a &lt; b gains (1 − γ)(b − a) times what precedes them.
 */
final class ClickModel {
  private final ClickConfig config;

  ClickModel(ClickConfig config) {
    this.config = config;
  }

  /**
   * A person's reading of a list.
   *
   * @param viewed places that were read, from the top
   * @param clicked place that was clicked
   */
  record Reading(int viewed, OptionalInt clicked) {}

  double attraction(Person person, CatalogueItem item) {
    if (person.remembers(item.id())) {
      return 0;
    }
    double affinity = Latent.affinity(person.taste(), item.place());
    double logit = config.slope() * (affinity - config.threshold()) + item.appeal();
    return config.ceiling() / (1 + Math.exp(-logit));
  }

  /** Attractions of a served list; 0 for items that no longer live. */
  double[] attractions(Person person, List<String> items, Catalogue catalogue) {
    return items.stream()
        .mapToDouble(id -> catalogue.find(id).map(item -> attraction(person, item)).orElse(0.0))
        .toArray();
  }

  /** Exact probability that a list of these attractions is clicked. */
  double clickThrough(double[] attractions) {
    double reached = 1;
    double clicked = 0;
    for (double attraction : attractions) {
      clicked += reached * attraction;
      reached *= (1 - attraction) * config.continuation();
    }
    return clicked;
  }

  Reading read(double[] attractions, RandomGenerator random) {
    for (int k = 0; k < attractions.length; k++) {
      if (random.nextDouble() < attractions[k]) {
        return new Reading(k + 1, OptionalInt.of(k));
      }
      if (random.nextDouble() >= config.continuation()) {
        return new Reading(k + 1, OptionalInt.empty());
      }
    }
    return new Reading(attractions.length, OptionalInt.empty());
  }
}
