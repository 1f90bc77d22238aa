package io.freshet.scoring.nearest;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What every index is to answer: sorts all scores. */
public final class NaiveIndex implements VectorIndex {
  private final TreeMap<Integer, float[]> rows = new TreeMap<>();

  @Override
  public void upsert(int id, float[] vector, float bias) {
    float[] row = Arrays.copyOf(vector, vector.length + 1);
    row[vector.length] = bias;
    rows.put(id, row);
  }

  @Override
  public void remove(int id) {
    rows.remove(id);
  }

  @Override
  public int size() {
    return rows.size();
  }

  @Override
  public List<Hits> search(Queries queries) {
    List<Hits> found = new ArrayList<>();
    for (int query = 0; query < queries.size(); query++) {
      int place = query;
      Map<Integer, Double> all = new HashMap<>();
      rows.keySet().forEach(id -> all.put(id, -score(queries.vectors().get(place), id)));
      List<Integer> best =
          rows.keySet().stream()
              .filter(id -> queries.filter().accepts(place, id))
              .sorted(Comparator.comparing(all::get))
              .limit(queries.k())
              .toList();
      float[] scores = new float[best.size()];
      for (int rank = 0; rank < scores.length; rank++) {
        scores[rank] = (float) score(queries.vectors().get(query), best.get(rank));
      }
      found.add(new Hits(best.stream().mapToInt(Integer::intValue).toArray(), scores));
    }
    return found;
  }

  @Override
  public void close() {}

  private double score(float[] user, int id) {
    float[] row = rows.getOrDefault(id, new float[user.length + 1]);
    double sum = row[user.length];
    for (int i = 0; i < user.length; i++) {
      sum += (double) user[i] * row[i];
    }
    return sum;
  }
}
