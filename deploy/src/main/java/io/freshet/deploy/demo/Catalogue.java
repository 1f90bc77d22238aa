package io.freshet.deploy.demo;

import io.freshet.deploy.demo.Vocabulary.Lexicon;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * The live items. An item lies near the centre of its genre, has a log-normal popularity and lives
 * exponentially long. Owned by the {@link World}, single-threaded.
 */
final class Catalogue {
  private static final int TITLE_WORDS = 3;

  private final CatalogueConfig config;
  private final RandomGenerator random;
  private final double[][] centres;
  private final Map<String, CatalogueItem> live = new LinkedHashMap<>();
  private int born;

  Catalogue(CatalogueConfig config, RandomGenerator random) {
    this.config = config;
    this.random = random;
    this.centres = new double[config.genres()][];
    for (int g = 0; g < centres.length; g++) {
      centres[g] = Latent.direction(config.dimensions(), random);
    }
  }

  /** Centre of a genre, a unit vector; not to be changed. */
  double[] centre(int genre) {
    return centres[genre];
  }

  CatalogueItem bear() {
    int genre = random.nextInt(config.genres());
    double[] noise = Latent.direction(config.dimensions(), random);
    CatalogueItem item =
        new CatalogueItem(
            "i" + born++,
            Vocabulary.GENRES.get(genre).name(),
            words(Vocabulary.GENRES.get(genre)),
            Latent.towards(centres[genre], config.spread(), noise),
            config.appeal() * random.nextGaussian(),
            Math.round(100 * Math.exp(2.5 + 0.7 * random.nextGaussian())) / 100.0);
    live.put(item.id(), item);
    return item;
  }

  void bury(CatalogueItem item) {
    live.remove(item.id());
  }

  /** How long an item that is born now will live, milliseconds. */
  long lifetime() {
    return 1 + (long) (config.lifetime().toMillis() * random.nextExponential());
  }

  /** Time to the next birth, milliseconds: births keep the number of live items, on average. */
  long untilNextBirth() {
    return 1 + (long) (config.lifetime().toMillis() * random.nextExponential() / config.items());
  }

  Optional<CatalogueItem> find(String id) {
    return Optional.ofNullable(live.get(id));
  }

  /** The live items, oldest first. */
  List<CatalogueItem> live() {
    return List.copyOf(live.values());
  }

  private List<String> words(Lexicon genre) {
    List<String> words = new ArrayList<>(genre.words());
    while (words.size() > TITLE_WORDS) {
      words.remove(random.nextInt(words.size()));
    }
    return words;
  }
}
