package io.freshet.deploy.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * The people, each with a taste between two genres. Those who are in no session wait to be drawn.
 * Owned by the {@link World}, single-threaded.
 */
final class Population {
  private final PopulationConfig config;
  private final RandomGenerator random;
  private final List<Person> idle = new ArrayList<>();
  private int present;

  Population(PopulationConfig config, Catalogue catalogue, int genres, Seeded seeded) {
    this.config = config;
    this.random = seeded.random();
    for (int u = 0; u < config.users(); u++) {
      idle.add(new Person("u" + u, taste(catalogue, genres), config.memory(), seeded.start()));
    }
  }

  /** A source of randomness and the time that the world begins at, epoch milliseconds. */
  record Seeded(RandomGenerator random, long start) {}

  /** A person who was idle opens a session; empty when everybody is already here. */
  Optional<Person> arrive(long now) {
    if (idle.isEmpty()) {
      return Optional.empty();
    }
    int drawn = random.nextInt(idle.size());
    Person person = idle.get(drawn);
    idle.set(drawn, idle.get(idle.size() - 1));
    idle.remove(idle.size() - 1);
    present++;
    person.arrive(now, config.drift(), random);
    return Optional.of(person);
  }

  void leave(Person person) {
    present--;
    idle.add(person);
  }

  /** People who are in a session. */
  int present() {
    return present;
  }

  private double[] taste(Catalogue catalogue, int genres) {
    double[] first = catalogue.centre(random.nextInt(genres));
    double[] second = catalogue.centre(random.nextInt(genres));
    double[] both = Latent.towards(first, config.second(), second);
    return Latent.towards(both, config.spread(), Latent.direction(first.length, random));
  }
}
