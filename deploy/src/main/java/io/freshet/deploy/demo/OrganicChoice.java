package io.freshet.deploy.demo;

import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * What a person picks without any list: item i with probability proportional to exp(focus·⟨taste,
 * i⟩ + appeal_i) among the live items that the person does not remember, or now and then a
 * remembered one again.
 */
final class OrganicChoice {
  private final BehaviourConfig config;
  private final Catalogue catalogue;
  private final RandomGenerator random;

  OrganicChoice(BehaviourConfig config, Catalogue catalogue, RandomGenerator random) {
    this.config = config;
    this.catalogue = catalogue;
    this.random = random;
  }

  Optional<CatalogueItem> pick(Person person) {
    List<CatalogueItem> again =
        person.remembered().stream().flatMap(id -> catalogue.find(id).stream()).toList();
    if (!again.isEmpty() && random.nextDouble() < config.repeat()) {
      return Optional.of(again.get(random.nextInt(again.size())));
    }
    return pickNew(person, catalogue.live());
  }

  private Optional<CatalogueItem> pickNew(Person person, List<CatalogueItem> live) {
    double[] upTo = new double[live.size()];
    double sum = 0;
    for (int i = 0; i < upTo.length; i++) {
      sum += weight(person, live.get(i));
      upTo[i] = sum;
    }
    double drawn = random.nextDouble() * sum;
    for (int i = 0; i < upTo.length; i++) {
      if (drawn < upTo[i]) {
        return Optional.of(live.get(i));
      }
    }
    return Optional.empty();
  }

  private double weight(Person person, CatalogueItem item) {
    if (person.remembers(item.id())) {
      return 0;
    }
    double affinity = Latent.affinity(person.taste(), item.place());
    return Math.exp(config.focus() * affinity + item.appeal());
  }
}
