package io.freshet.scoring;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The candidates of one list after the other, each item once, in the order of retrieval. The
 * candidates of a list are those of the next one, with other contents: nothing is allocated.
 */
final class CandidateSet {
  private final ItemCatalogue catalogue;
  private final List<Candidate> pool = new ArrayList<>();
  private final List<Candidate> popular = new ArrayList<>(32);

  /** By item: 1 + its place among the candidates; 0 for none. */
  private int[] places = new int[256];

  private int size;
  private int personal;

  CandidateSet(ItemCatalogue catalogue) {
    this.catalogue = catalogue;
  }

  void clear() {
    for (int place = 0; place < size; place++) {
      places[pool.get(place).id] = 0;
    }
    size = 0;
    personal = 0;
    popular.clear();
  }

  int size() {
    return size;
  }

  /** A candidate by its place in the order in which they came in. */
  Candidate get(int place) {
    return pool.get(place);
  }

  /** The popular ones, the most popular first. */
  List<Candidate> popular() {
    return popular;
  }

  /** How many of them the history speaks for; they are the first ones. */
  int personal() {
    return personal;
  }

  boolean contains(int id) {
    return id < places.length && places[id] > 0;
  }

  /** The place of an item that is among them. */
  int place(int id) {
    return places[id] - 1;
  }

  /** The candidate of an item, added where there is none. */
  Candidate add(int id, String source) {
    return add(id, source, "");
  }

  /** Adds an item that the history speaks for, if it is not there; all such go before others. */
  void addPersonal(int id, String source, String because) {
    add(id, source, because);
    personal = size;
  }

  /** Adds a popular item; the most popular goes first. */
  void addPopular(int id) {
    popular.add(add(id, Candidate.POPULARITY));
  }

  private Candidate add(int id, String source, String because) {
    if (id >= places.length) {
      places = Arrays.copyOf(places, Math.max(id + 1, 2 * places.length));
    }
    if (places[id] == 0) {
      if (size == pool.size()) {
        pool.add(new Candidate());
      }
      pool.get(size).reset(id, catalogue.item(id), source, because);
      places[id] = ++size;
    }
    return pool.get(places[id] - 1);
  }
}
