package io.freshet.schemas.model;

import io.freshet.schemas.record.HistoryEntry;
import io.freshet.schemas.record.ParameterRow;
import io.freshet.schemas.record.RowDelta;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Retrieval by embeddings with a history tower. Item i with the terms T(i) of its {@linkplain
 * ItemTerms content} has an input and an output vector
 *
 * <pre>  xᵢ = pᵢ + |T(i)|^−½ Σ p_t,  yᵢ = qᵢ + |T(i)|^−½ Σ q_t  </pre>
 *
 * and a user with the history h₀ (newest), h₁, … the vector of two halves
 *
 * <pre>  u = (Σₛ aₛ x_hₛ / Σₛ aₛ, Σₛ bₛ x_hₛ / Σₛ bₛ)  </pre>
 *
 * where the short-term weights aₛ fall fast with every step back, and the long-term weights bₛ
 * slowly. The score of an item is u · yᵢ + βᵢ. So an item that nobody was with yet is found by its
 * terms, and users have no rows.
 *
 * <p>Tables, where d is the dimension: {@code items-in-d}, {@code items-out-d}, {@code terms-in-d},
 * {@code terms-out-d} with {@link EmbeddingRows rows} of vectors, {@code content} with the {@link
 * EmbeddingContent terms} of each item.
 *
 * <p>Source: Covington, Adams, Sargin, "Deep Neural Networks for YouTube Recommendations", RecSys
 * 2016, section 3, for retrieval by a user vector made of the history; Kula, "Metadata Embeddings
 * for User and Item Cold-start Recommendations", CBRecSys 2015, for vectors made of terms.
 */
public final class EmbeddingModel implements ModelView {
  public static final String MODEL = "embeddings";
  public static final String CONTENT = "content";

  /** Where input vectors begin: the standard deviation 0.1 of a uniform distribution. */
  private static final double SCALE = 0.1 * Math.sqrt(3);

  private static final int VECTOR = 1;
  private static final int VECTOR_BIAS_COUNT = 3;

  private final EmbeddingConfig config;
  private final EmbeddingKeys items = new EmbeddingKeys();
  private final EmbeddingKeys terms = new EmbeddingKeys();
  private final EmbeddingRows itemsIn;
  private final EmbeddingRows itemsOut;
  private final EmbeddingRows termsIn;
  private final EmbeddingRows termsOut;
  private final List<EmbeddingRows> tables;
  private final EmbeddingContent content;
  private final EmbeddingTower tower;
  private final BitSet changedItems = new BitSet();
  private final TopIds top = new TopIds((id, other) -> items.key(id).compareTo(items.key(other)));
  private float[] termScores = new float[64];

  public EmbeddingModel(EmbeddingConfig config) {
    this.config = config;
    this.itemsIn = rows("items-in-", items, VECTOR, SCALE);
    this.itemsOut = rows("items-out-", items, VECTOR_BIAS_COUNT, 0);
    this.termsIn = rows("terms-in-", terms, VECTOR, SCALE);
    this.termsOut = rows("terms-out-", terms, VECTOR, 0);
    this.tables = List.of(itemsIn, itemsOut, termsIn, termsOut);
    this.content = new EmbeddingContent(CONTENT, items, terms);
    this.tower = new EmbeddingTower(config);
    items.onNewNumber(changedItems::set);
  }

  @Override
  public String model() {
    return MODEL;
  }

  public EmbeddingConfig config() {
    return config;
  }

  /** Number of items that something is known of. */
  public int size() {
    return items.size();
  }

  /**
   * The vector of a user; absent while nothing is known of any item of the history.
   *
   * @param now when something is recommended, epoch milliseconds
   */
  public Optional<float[]> user(List<HistoryEntry> historyOldestFirst, long now) {
    return look(historyOldestFirst, now) ? Optional.of(tower.user().clone()) : Optional.empty();
  }

  /**
   * {@link #user}, with what it was made of in {@link #tower}, until the next look.
   *
   * @return whether something is known of any item of the history
   */
  public boolean look(List<HistoryEntry> historyOldestFirst, long now) {
    tower.clear();
    int s = 0;
    for (int i = historyOldestFirst.size() - 1; i >= 0 && tower.reaches(s); i--) {
      HistoryEntry entry = historyOldestFirst.get(i);
      double weight = config.events().of(entry.getType());
      int item = weight > 0 ? items.find(entry.getItem()) : RowTable.ABSENT;
      if (item != RowTable.ABSENT) {
        tower.add(item, content.of(item), s++, weight, now - entry.getTime());
      }
    }
    return s > 0 && tower.sum(itemsIn, termsIn);
  }

  /** What the last user's vector was made of. */
  public EmbeddingTower tower() {
    return tower;
  }

  /** The score of an item; 0 for one that nothing is known of. */
  public double score(float[] user, String item) {
    int number = items.find(item);
    return number == RowTable.ABSENT ? 0 : score(user, number);
  }

  /** The score of an item by its number. */
  public float score(float[] user, int item) {
    float sum = 0;
    int[] has = content.of(item);
    for (int term : has) {
      sum += termsOut.dot(user, term);
    }
    return own(user, item) + EmbeddingContent.weight(has) * sum;
  }

  /** The accepted items of the highest scores, best first, of all that something is known of. */
  public List<ScoredItem> top(float[] user, int k, Predicate<String> accept) {
    scoreTerms(user);
    top.reset(k);
    for (int item = 0; item < items.bound(); item++) {
      if (items.isUsed(item)) {
        float score = own(user, item) + termPart(item);
        if (top.takes(item, score) && accept.test(items.key(item))) {
          top.add(item, score);
        }
      }
    }
    top.sort();
    List<ScoredItem> ranked = new ArrayList<>(top.size());
    for (int rank = 0; rank < top.size(); rank++) {
      ranked.add(new ScoredItem(items.key(top.id(rank)), top.score(rank)));
    }
    return ranked;
  }

  /** Numbers of items are below this. */
  public int itemBound() {
    return items.bound();
  }

  /** Whether a number is an item's at present. */
  public boolean isItem(int number) {
    return number < items.bound() && items.isUsed(number);
  }

  /** The number of an item, or {@link RowTable#ABSENT} for one that nothing is known of. */
  public int find(String item) {
    return items.find(item);
  }

  /** While it stays, items keep their numbers. */
  public int removals() {
    return items.removals();
  }

  /** The item that has a number. */
  public String item(int number) {
    return items.key(number);
  }

  /** Writes the output vector y of an item; returns its bias β. */
  public float output(int item, float[] into) {
    System.arraycopy(itemsOut.vectors(), item * into.length, into, 0, into.length);
    content.addTerms(item, termsOut.vectors(), into);
    return itemsOut.extra(item, EmbeddingRows.BIAS);
  }

  /**
   * Numbers that were given to another item or taken from one, or whose item has other rows or
   * terms than before. Whoever follows the model, one at most, clears those that it has seen.
   */
  public BitSet changedItems() {
    return changedItems;
  }

  /** Says what an item is about, whatever learners say. */
  public void describe(String item, List<String> itemTerms) {
    noteChange(item);
    content.describe(item, itemTerms);
    noteChange(item);
  }

  /** Takes a description back: an item that nothing was learned of is no longer known. */
  public void forget(String item) {
    describe(item, List.of());
  }

  /** The number of an item for which a row of outputs is made where there is none. */
  public int learned(String item) {
    int number = items.findOrCreate(item);
    itemsOut.makePresent(number);
    return number;
  }

  public EmbeddingRows itemsIn() {
    return itemsIn;
  }

  public EmbeddingRows itemsOut() {
    return itemsOut;
  }

  public EmbeddingRows termsIn() {
    return termsIn;
  }

  public EmbeddingRows termsOut() {
    return termsOut;
  }

  public EmbeddingContent content() {
    return content;
  }

  @Override
  public void apply(ParameterRow row) {
    noteChange(row.getKey());
    if (row.getTable().equals(CONTENT)) {
      content.apply(row);
    } else {
      tables.stream().filter(named(row.getTable())).forEach(table -> table.apply(row));
    }
    noteChange(row.getKey());
  }

  @Override
  public void add(RowDelta delta) {
    if (delta.getTable().equals(CONTENT)) {
      content.add(delta);
    } else {
      tables.stream().filter(named(delta.getTable())).forEach(table -> table.add(delta));
    }
  }

  @Override
  public void forEachRow(Consumer<ParameterRow> consumer) {
    content.forEachRow(consumer);
    tables.forEach(table -> table.forEachRow(consumer));
  }

  /** Of a row of a term, that item is noted which happens to have its name: no harm. */
  private void noteChange(String item) {
    int number = items.find(item);
    if (number != RowTable.ABSENT) {
      changedItems.set(number);
    }
  }

  float own(float[] user, int item) {
    return itemsOut.dot(user, item) + itemsOut.extra(item, EmbeddingRows.BIAS);
  }

  private void scoreTerms(float[] user) {
    if (termScores.length < terms.bound()) {
      termScores = Arrays.copyOf(termScores, Math.max(terms.bound(), 2 * termScores.length));
    }
    for (int term = 0; term < terms.bound(); term++) {
      termScores[term] = termsOut.dot(user, term);
    }
  }

  private float termPart(int item) {
    int[] has = content.of(item);
    float sum = 0;
    for (int term : has) {
      sum += termScores[term];
    }
    return EmbeddingContent.weight(has) * sum;
  }

  private EmbeddingRows rows(String prefix, EmbeddingKeys keys, int extras, double scale) {
    int dimension = config.dimension();
    String table = prefix + dimension;
    return new EmbeddingRows(table, keys, dimension, extras, scale, config.seed());
  }

  private static Predicate<EmbeddingRows> named(String table) {
    return rows -> rows.table().equals(table);
  }
}
