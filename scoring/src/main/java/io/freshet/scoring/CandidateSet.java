package io.freshet.scoring;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The candidates of one list after the other, each item once, in the order of retrieval. The
 * candidates of a list are those of the next one, with other contents: nothing is allocated.
 */
final class CandidateSet {
  private final ItemCatalogue catalogue;
  private final List<Candidate> pool = new ArrayList<>();
  private final List<Candidate> popular = new ArrayList<>(32);

  private final Places places;

  private int size;
  private int personal;

  /**
   * @param places that several sets may share
   */
  CandidateSet(ItemCatalogue catalogue, Places places) {
    this.catalogue = catalogue;
    this.places = places;
  }

  /** Where items are in the one of several sets that was {@linkplain #use used} last. */
  static final class Places {
    /** By item: 1 + its place among the candidates; 0 for none. */
    private int[] of = new int[256];

    private @Nullable CandidateSet user;

    private void makeRoom(int id) {
      if (id >= of.length) {
        of = Arrays.copyOf(of, Math.max(id + 1, 2 * of.length));
      }
    }
  }

  /** Goes before looking things up and adding, where another set may have been used since. */
  void use() {
    if (places.user != this) {
      if (places.user != null) {
        places.user.leavePlaces();
      }
      places.user = this;
      for (int place = 0; place < size; place++) {
        places.of[pool.get(place).id] = place + 1;
      }
    }
  }

  /** Begins anew. */
  void clear() {
    use();
    leavePlaces();
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
    return id < places.of.length && places.of[id] > 0;
  }

  /** The place of an item that is among them. */
  int place(int id) {
    return places.of[id] - 1;
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

  private void leavePlaces() {
    for (int place = 0; place < size; place++) {
      places.of[pool.get(place).id] = 0;
    }
  }

  private Candidate add(int id, String source, String because) {
    places.makeRoom(id);
    if (places.of[id] == 0) {
      if (size == pool.size()) {
        pool.add(new Candidate());
      }
      pool.get(size).reset(id, catalogue.item(id), source, because);
      places.of[id] = ++size;
    }
    return pool.get(places.of[id] - 1);
  }
}
