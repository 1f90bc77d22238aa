package io.freshet.schemas.model;

import io.freshet.schemas.record.HistoryEntry;
import io.freshet.schemas.record.ParameterRow;
import io.freshet.schemas.record.RowDelta;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Item-to-item co-visitation. With w(a, b) the decayed number of times that b lies near a in a
 * history, and n(a) the number of times that a was visited, the score of a candidate b for a
 * history h₀ (newest), h₁, … is
 *
 * <pre>  Σₛ ωₛ · w(hₛ, b) / ((n(hₛ) + c)^α · (n(b) + c)^β)  </pre>
 *
 * with ωₛ as in {@link StepWeights}. α = β = ½, c = 0 is the cosine of Sarwar et al., "Item-Based
 * Collaborative Filtering Recommendation Algorithms", WWW 2001; α = 1, β in [0, 1] the conditional
 * probability of Deshpande and Karypis, "Item-Based Top-N Recommendation Algorithms", TOIS 2004,
 * section 4.1.2. Table {@value #COUNTS}: n, dense. Table {@value #NEIGHBOURS}: w, sparse by
 * neighbour.
 */
public final class CoVisitationModel implements ModelView {
  /** Name of the symmetric model. */
  public static final String MODEL = "co-visitation";

  /** Name of the model of what comes next. */
  public static final String TRANSITIONS = "transitions";

  public static final String COUNTS = "counts";
  public static final String NEIGHBOURS = "neighbours";

  private final String name;
  private final CoVisitationConfig config;
  private final RowTable counts = new RowTable(1);
  private final List<@Nullable NeighbourList> neighbours = new ArrayList<>();
  private final CoVisitationScores scores;

  /** 1 / (n + c)^β by item. */
  private double[] targetFactors = new double[64];

  /**
   * @param name of the model
   */
  public CoVisitationModel(String name, CoVisitationConfig config) {
    this.name = name;
    this.config = config;
    this.scores = scores(config.history());
  }

  /** The symmetric model. */
  public CoVisitationModel(CoVisitationConfig config) {
    this(MODEL, config);
  }

  public CoVisitationConfig config() {
    return config;
  }

  @Override
  public String model() {
    return name;
  }

  /** n(item): how often it was visited. */
  public double count(String item) {
    return count(counts.find(item));
  }

  /** n of an item by its number; 0 for {@link RowTable#ABSENT}. */
  public double count(int id) {
    return id == RowTable.ABSENT ? 0 : counts.get(id, 0);
  }

  /** w(item, neighbour), before normalisation; 0 where one of them is {@link RowTable#ABSENT}. */
  public double weight(int item, int neighbour) {
    NeighbourList list = item == RowTable.ABSENT ? null : neighbours(item);
    return list == null || neighbour == RowTable.ABSENT ? 0 : list.weightOf(neighbour);
  }

  /** Scores by other step weights than the configured ones, with arrays of their own. */
  public CoVisitationScores scores(StepWeights steps) {
    return new CoVisitationScores(this, steps);
  }

  /**
   * Candidates for a history, best first, each with the history item that spoke loudest for it.
   *
   * @param now when the next item is wanted, epoch milliseconds
   */
  public List<ScoredItem> candidates(
      List<HistoryEntry> historyOldestFirst, long now, int k, Predicate<String> accept) {
    scores.query(historyOldestFirst, now);
    return scores.top(k, accept);
  }

  /** The items most similar to one item, best first. */
  public List<ScoredItem> similar(String item, int k, Predicate<String> accept) {
    scores.query(item);
    return scores.top(k, accept);
  }

  /** Hears by how much w(item, neighbour) changed; both are given by their {@link #id}. */
  public interface WeightListener {
    void changed(int item, int neighbour, double delta);
  }

  /** The number of an item in this view, given on first sight. */
  public int id(String item) {
    int id = counts.findOrCreate(item);
    while (neighbours.size() <= id) {
      neighbours.add(null);
      setCount(neighbours.size() - 1, 0);
    }
    return id;
  }

  /** The item of a number. */
  public String item(int id) {
    return String.valueOf(counts.key(id));
  }

  /** Counts a visit of an item; returns what was added. */
  public double addCount(String item, double delta) {
    return addCount(id(item), delta);
  }

  /** Counts a visit of an item; returns what was added. */
  public double addCount(int id, double delta) {
    float before = counts.get(id, 0);
    setCount(id, (float) (before + delta));
    return (double) counts.get(id, 0) - before;
  }

  /** Adds to w(item, neighbour), that direction only. */
  public void addWeight(String item, String neighbour, double delta) {
    addWeight(id(item), id(neighbour), delta, (a, b, change) -> {});
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
      setCount(id(row.getKey()), row.getValues().isEmpty() ? 0 : row.getValues().get(0));
    } else {
      applyNeighbours(row);
    }
  }

  @Override
  public void forEachRow(Consumer<ParameterRow> consumer) {
    for (int id = 0; id < counts.bound(); id++) {
      consumer.accept(row(COUNTS, id).setValues(List.of(counts.get(id, 0))).build());
      NeighbourList list = neighbours(id);
      if (list != null) {
        consumer.accept(neighbourRow(id, list));
      }
    }
  }

  /** The number of an item, or {@link RowTable#ABSENT}; an item keeps its number. */
  public int find(String item) {
    return counts.find(item);
  }

  /** Numbers are below this. */
  int bound() {
    return counts.bound();
  }

  @Nullable NeighbourList neighbours(int id) {
    return id < neighbours.size() ? neighbours.get(id) : null;
  }

  /** 1 / (n + c)^α of a history item. */
  double sourceFactor(int id) {
    return factor(id, config.sourceExponent());
  }

  /** 1 / (n + c)^β of a candidate. */
  double targetFactor(int id) {
    return targetFactors[id];
  }

  /** Those of all items, by number. */
  double[] targetFactors() {
    return targetFactors;
  }

  private void setCount(int id, float count) {
    counts.set(id, 0, count);
    if (id >= targetFactors.length) {
      targetFactors = Arrays.copyOf(targetFactors, Math.max(id + 1, 2 * id));
    }
    targetFactors[id] = factor(id, config.targetExponent());
  }

  private double factor(int id, double exponent) {
    double count = Math.max(counts.get(id, 0), 0) + config.shrinkage();
    if (count <= 0) {
      return 1;
    }
    return exponent == 0.5 ? 1 / Math.sqrt(count) : Math.pow(count, -exponent);
  }

  private void applyNeighbours(ParameterRow row) {
    NeighbourList list = listOf(id(row.getKey()));
    list.clear();
    for (int i = 0; i < row.getColumns().size(); i++) {
      list.append(id(row.getColumns().get(i)), row.getValues().get(i));
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
    return ParameterRow.newBuilder().setModel(name).setTable(table).setKey(counts.key(id));
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
