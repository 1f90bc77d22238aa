package io.freshet.deploy.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PersonTest {
  private final SplittableRandom random = new SplittableRandom(2);

  @Test
  void tasteDriftsWithTheRootOfTheTime() {
    double[] taste = Latent.direction(16, random);
    Person soon = new Person("a", taste, 5, 0);
    Person late = new Person("b", taste, 5, 0);

    soon.arrive(60_000, 0.1, random);
    late.arrive(100 * 60_000, 0.1, random);

    assertThat(Latent.affinity(taste, soon.taste())).isCloseTo(1 / Math.sqrt(1.01), within(0.03));
    assertThat(Latent.affinity(taste, late.taste())).isBetween(0.4, 0.95);
    assertThat(Latent.affinity(late.taste(), late.taste())).isCloseTo(1, within(1e-9));
  }

  @Test
  void remembersTheLastInteractionsOnly() {
    Person person = new Person("u", Latent.direction(4, random), 2, 0);
    person.interacted("i1", "e1");
    person.interacted("i2", "e2");
    person.interacted("i3", "e3");

    assertThat(person.remembers("i1")).isFalse();
    assertThat(person.remembered()).containsExactly("i2", "i3");
    assertThat(person.lastEvent()).isEqualTo("e3");
  }

  @Test
  void eachArrivalIsASession() {
    Person person = new Person("u", Latent.direction(4, random), 2, 0);
    person.arrive(1, 0, random);
    String first = person.session();
    person.arrive(2, 0, random);

    assertThat(person.session()).isNotEqualTo(first);
  }
}
