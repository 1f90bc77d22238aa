package io.freshet.scoring;

import java.util.Arrays;

/** Numbers of the items that have a term, in no order. */
final class Postings {
  private int[] ids = new int[4];
  private int size;

  int size() {
    return size;
  }

  int id(int index) {
    return ids[index];
  }

  void add(int id) {
    if (size == ids.length) {
      ids = Arrays.copyOf(ids, size * 2);
    }
    ids[size++] = id;
  }

  void remove(int id) {
    for (int i = 0; i < size; i++) {
      if (ids[i] == id) {
        ids[i] = ids[--size];
        return;
      }
    }
  }
}
