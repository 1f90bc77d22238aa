package io.freshet.schemas.model;

import io.freshet.schemas.record.ParameterRow;
import io.freshet.schemas.record.RowDelta;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Item-to-item co-visitation. With w(a, b) the decayed number of times that a and b lie near each
 * other in a history, and n(a) the number of times that a was visited, the score of a candidate b
 * for a history h₀ (newest), h₁, … is
 *
 * <pre>  Σₛ decayˢ · w(hₛ, b) / ((n(hₛ) + c)^α · (n(b) + c)^β)  </pre>
 *
 * for the newest {@code history} items; α = β = ½, c = 0 is the cosine of Sarwar et al.,
 * "Item-Based Collaborative Filtering Recommendation Algorithms", WWW 2001. Table {@value #COUNTS}:
 * n, dense. Table {@value #NEIGHBOURS}: w, sparse by neighbour.
 */
public final class CoVisitationModel implements ModelView {
  public static final String MODEL = "co-visitation";
  public static final String COUNTS = "counts";
  public static final String NEIGHBOURS = "neighbours";

  private final CoVisitationConfig config;
  private final RowTable counts = new RowTable(1);
  private final List<@Nullable NeighbourList> neighbours = new ArrayList<>();
  private final TopIds top = new TopIds((id, other) -> name(id).compareTo(name(other)));
  private float[] score = new float[64];
  private float[] best = new float[64];
  private int[] because = new int[64];
  private int[] touched = new int[64];

  public CoVisitationModel(CoVisitationConfig config) {
    this.config = config;
  }

  public CoVisitationConfig config() {
    return config;
  }

  @Override
  public String model() {
    return MODEL;
  }

  /** n(item): how often it was visited. */
  public double count(String item) {
    int id = counts.find(item);
    return id == RowTable.ABSENT ? 0 : counts.get(id, 0);
  }

  /** w(item, neighbour), before normalisation. */
  public double weight(String item, String neighbour) {
    int id = counts.find(item);
    int other = counts.find(neighbour);
    NeighbourList list = id == RowTable.ABSENT ? null : neighboursOf(id);
    return list == null || other == RowTable.ABSENT ? 0 : list.weightOf(other);
  }

  /** Candidates for a history, best first, each with the history item that spoke loudest for it. */
  public List<ScoredItem> candidates(
      List<String> historyOldestFirst, int k, Predicate<String> accept) {
    int found = accumulate(historyOldestFirst);
    List<ScoredItem> ranked = select(found, k, accept);
    for (int i = 0; i < found; i++) {
      score[touched[i]] = 0;
      best[touched[i]] = 0;
    }
    return ranked;
  }

  /** The items most similar to one item, best first. */
  public List<ScoredItem> similar(String item, int k, Predicate<String> accept) {
    return candidates(List.of(item), k, accept);
  }

  /** Hears by how much w(item, neighbour) changed; both are given by their {@link #id}. */
  public interface WeightListener {
    void changed(int item, int neighbour, double delta);
  }

  /** The number of an item in this view, given on first sight. */
  public int id(String item) {
    return idOf(item);
  }

  /** The item of a number. */
  public String item(int id) {
    return String.valueOf(counts.key(id));
  }

  /** Counts a visit of an item; returns what was added. */
  public double addCount(String item, double delta) {
    return addCount(idOf(item), delta);
  }

  /** Counts a visit of an item; returns what was added. */
  public double addCount(int id, double delta) {
    float before = counts.get(id, 0);
    counts.set(id, 0, (float) (before + delta));
    return (double) counts.get(id, 0) - before;
  }

  /** Adds to w(item, neighbour), that direction only. */
  public void addWeight(String item, String neighbour, double delta) {
    addWeight(idOf(item), idOf(neighbour), delta, (a, b, change) -> {});
  }

  /**
   * Adds to w(item, neighbour), that direction only. The listener hears of this change and of the
   * neighbours that had to make room.
   */
  public void addWeight(int item, int neighbour, double delta, WeightListener listener) {
    double change =
        listOf(item)
            .add(
                neighbour,
                delta,
                config.neighbours(),
                (evicted, weight) -> listener.changed(item, evicted, -weight));
    listener.changed(item, neighbour, change);
  }

  @Override
  public void add(RowDelta delta) {
    if (delta.getTable().equals(COUNTS)) {
      addCount(delta.getKey(), delta.getValues().get(0));
    } else {
      for (int i = 0; i < delta.getColumns().size(); i++) {
        addWeight(delta.getKey(), delta.getColumns().get(i), delta.getValues().get(i));
      }
    }
  }

  @Override
  public void apply(ParameterRow row) {
    if (row.getTable().equals(COUNTS)) {
      counts.set(idOf(row.getKey()), 0, row.getValues().isEmpty() ? 0 : row.getValues().get(0));
    } else {
      applyNeighbours(row);
    }
  }

  @Override
  public void forEachRow(Consumer<ParameterRow> consumer) {
    for (int id = 0; id < counts.bound(); id++) {
      consumer.accept(row(COUNTS, id).setValues(List.of(counts.get(id, 0))).build());
      NeighbourList list = neighboursOf(id);
      if (list != null) {
        consumer.accept(neighbourRow(id, list));
      }
    }
  }

  private void applyNeighbours(ParameterRow row) {
    NeighbourList list = listOf(idOf(row.getKey()));
    list.clear();
    for (int i = 0; i < row.getColumns().size(); i++) {
      list.append(idOf(row.getColumns().get(i)), row.getValues().get(i));
    }
  }

  private ParameterRow neighbourRow(int id, NeighbourList list) {
    List<String> columns = new ArrayList<>(list.size());
    List<Float> values = new ArrayList<>(list.size());
    for (int i = 0; i < list.size(); i++) {
      columns.add(counts.key(list.id(i)));
      values.add(list.weight(i));
    }
    return row(NEIGHBOURS, id).setColumns(columns).setValues(values).build();
  }

  private ParameterRow.Builder row(String table, int id) {
    return ParameterRow.newBuilder().setModel(MODEL).setTable(table).setKey(counts.key(id));
  }

  /** Adds up the scores of all candidates; returns how many are in {@link #touched}. */
  private int accumulate(List<String> history) {
    int found = 0;
    double decay = 1;
    int oldest = Math.max(0, history.size() - config.history());
    for (int step = history.size() - 1; step >= oldest; step--, decay *= config.historyDecay()) {
      int id = counts.find(history.get(step));
      NeighbourList list = id == RowTable.ABSENT ? null : neighboursOf(id);
      if (list != null) {
        found = accumulate(id, list, decay / normaliser(id, config.sourceExponent()), found);
      }
    }
    return found;
  }

  private int accumulate(int source, NeighbourList list, double factor, int foundBefore) {
    int found = foundBefore;
    for (int i = 0; i < list.size(); i++) {
      int id = list.id(i);
      float part = (float) (factor * list.weight(i));
      if (score[id] == 0 && part != 0) {
        touched[found++] = id;
      }
      score[id] += part;
      if (part > best[id]) {
        best[id] = part;
        because[id] = source;
      }
    }
    return found;
  }

  private List<ScoredItem> select(int found, int k, Predicate<String> accept) {
    top.reset(k);
    for (int i = 0; i < found; i++) {
      int id = touched[i];
      double value = score[id] / normaliser(id, config.targetExponent());
      if (top.takes(id, value) && accept.test(name(id))) {
        top.add(id, value);
      }
    }
    top.sort();
    List<ScoredItem> ranked = new ArrayList<>(top.size());
    for (int rank = 0; rank < top.size(); rank++) {
      int id = top.id(rank);
      ranked.add(new ScoredItem(name(id), top.score(rank), Optional.of(name(because[id]))));
    }
    return ranked;
  }

  private String name(int id) {
    return String.valueOf(counts.key(id));
  }

  private double normaliser(int id, double exponent) {
    double count = Math.max(counts.get(id, 0), 0) + config.shrinkage();
    if (count <= 0) {
      return 1;
    }
    return exponent == 0.5 ? Math.sqrt(count) : Math.pow(count, exponent);
  }

  private int idOf(String item) {
    int id = counts.findOrCreate(item);
    while (neighbours.size() <= id) {
      neighbours.add(null);
    }
    if (id >= score.length) {
      int size = Math.max(id + 1, score.length * 2);
      score = Arrays.copyOf(score, size);
      best = Arrays.copyOf(best, size);
      because = Arrays.copyOf(because, size);
      touched = Arrays.copyOf(touched, size);
    }
    return id;
  }

  private @Nullable NeighbourList neighboursOf(int id) {
    return neighbours.get(id);
  }

  private NeighbourList listOf(int id) {
    NeighbourList list = neighbours.get(id);
    if (list == null) {
      list = new NeighbourList();
      neighbours.set(id, list);
    }
    return list;
  }
}
