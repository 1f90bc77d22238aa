package io.freshet.deploy.demo;

/**
 * The best list that anybody could serve: the live items that the person does not remember, by true
 * attraction. No list has a greater click-through under the {@link ClickModel}.
 */
final class Oracle {
  private final ClickModel clicks;
  private final Catalogue catalogue;

  Oracle(ClickModel clicks, Catalogue catalogue) {
    this.clicks = clicks;
    this.catalogue = catalogue;
  }

  /** Click-through of the best list of the given length. */
  double clickThrough(Person person, int length) {
    double[] ascending =
        catalogue.live().stream()
            .mapToDouble(item -> clicks.attraction(person, item))
            .sorted()
            .toArray();
    int size = Math.min(length, ascending.length);
    double[] best = new double[size];
    for (int k = 0; k < size; k++) {
      best[k] = ascending[ascending.length - 1 - k];
    }
    return clicks.clickThrough(best);
  }
}
