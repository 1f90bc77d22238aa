package io.freshet.scoring;

import io.freshet.schemas.model.EmbeddingModel;
import io.freshet.schemas.model.ScoredItem;
import io.freshet.scoring.djl.DeviceIndex;
import io.freshet.scoring.inference.ModelException;
import io.freshet.scoring.nearest.BackgroundIndex;
import io.freshet.scoring.nearest.GraphIndex;
import io.freshet.scoring.nearest.Hits;
import io.freshet.scoring.nearest.Queries;
import io.freshet.scoring.nearest.ScanIndex;
import io.freshet.scoring.nearest.VectorIndex;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The items nearest to vectors of users. Few items are looked at in the model; many have an index,
 * which follows the model: before each search, items whose row, terms or description changed are
 * read again, {@code rows-per-batch} of them at most, and where there are fewer the others in turn.
 * So an item's own change is seen at the next search. A term's vector, which is part of many items,
 * is seen in all of them after at most items / rows-per-batch searches. Scores are always the
 * model's own.
 *
 * <p>The index is derived from the model and no state. A graph is built in the background: until
 * all items are in it, the others are not found.
 */
final class NearestItems implements AutoCloseable {
  /** Items have to become fewer than this share of a bound for a smaller solution. */
  private static final double SHRUNK = 0.8;

  /** Changes that may wait for a graph, in batches. */
  private static final int WAITING_BATCHES = 2;

  private static final Comparator<ScoredItem> BEST_FIRST =
      Comparator.comparingDouble(ScoredItem::score).reversed().thenComparing(ScoredItem::item);

  /** Which items a user of a batch may get. */
  interface Filter {
    boolean accepts(int user, String item);
  }

  /** How the items are looked for. */
  enum Way {
    SCAN,
    PRODUCT,
    GRAPH
  }

  private final EmbeddingModel model;
  private final NearestConfig config;
  private final BitSet changed;
  private final float[] vector;
  private Way way = Way.SCAN;
  private Optional<VectorIndex> index = Optional.empty();
  private int turn;

  NearestItems(EmbeddingModel model, NearestConfig config) {
    this.model = model;
    this.config = config;
    this.changed = model.changedItems();
    this.vector = new float[model.config().dimension()];
  }

  /** The best k accepted items for each vector, best first. */
  List<List<ScoredItem>> find(List<float[]> users, int k, Filter filter) {
    if (k == 0 || users.isEmpty()) {
      return users.stream().map(user -> List.<ScoredItem>of()).toList();
    }
    choose();
    return index.isPresent() ? search(index.get(), users, k, filter) : scan(users, k, filter);
  }

  /** Whether the users of a batch are better looked for at once than one by one. */
  boolean isBatched() {
    choose();
    return index.isPresent();
  }

  /** How items are looked for at present. */
  Way way() {
    return way;
  }

  @Override
  public void close() {
    index.ifPresent(VectorIndex::close);
    index = Optional.empty();
    way = Way.SCAN;
  }

  private List<List<ScoredItem>> scan(List<float[]> users, int k, Filter filter) {
    changed.clear();
    List<List<ScoredItem>> found = new ArrayList<>(users.size());
    for (int user = 0; user < users.size(); user++) {
      int place = user;
      found.add(model.top(users.get(user), k, item -> filter.accepts(place, item)));
    }
    return found;
  }

  private List<List<ScoredItem>> search(
      VectorIndex followed, List<float[]> users, int k, Filter filter) {
    follow(followed, Math.min(config.rowsPerBatch(), followed.room()));
    List<Hits> hits =
        followed.search(
            new Queries(
                users,
                k,
                (user, item) -> model.isItem(item) && filter.accepts(user, model.item(item))));
    List<List<ScoredItem>> found = new ArrayList<>(users.size());
    for (int user = 0; user < users.size(); user++) {
      found.add(items(users.get(user), hits.get(user)));
    }
    return found;
  }

  private List<ScoredItem> items(float[] user, Hits hits) {
    List<ScoredItem> items = new ArrayList<>(hits.size());
    for (int rank = 0; rank < hits.size(); rank++) {
      int item = hits.id(rank);
      items.add(new ScoredItem(model.item(item), model.score(user, item)));
    }
    items.sort(BEST_FIRST);
    return items;
  }

  private void choose() {
    Way wanted = wanted();
    if (wanted != way) {
      close();
      way = wanted;
      index = newIndex();
    }
  }

  private Way wanted() {
    int items = model.size();
    if (items <= bound(config.scanItems(), way != Way.SCAN)) {
      return Way.SCAN;
    }
    return items <= bound(config.exactItems(), way == Way.GRAPH) || isOnGpu()
        ? Way.PRODUCT
        : Way.GRAPH;
  }

  private boolean isOnGpu() {
    try {
      return !config.isJava() && DeviceIndex.isOnGpu(config.deviceChoice());
    } catch (ModelException e) {
      throw new IllegalStateException(e.getMessage(), e);
    }
  }

  private static int bound(int most, boolean isAbove) {
    return isAbove ? (int) (SHRUNK * most) : most;
  }

  private Optional<VectorIndex> newIndex() {
    turn = 0;
    if (way == Way.SCAN) {
      return Optional.empty();
    }
    VectorIndex made = way == Way.PRODUCT ? products() : graph();
    changed.set(0, model.itemBound());
    if (way == Way.PRODUCT) {
      readChanged(made, Integer.MAX_VALUE);
    }
    return Optional.of(made);
  }

  private VectorIndex products() {
    if (config.isJava()) {
      return new ScanIndex(vector.length);
    }
    try {
      return DeviceIndex.create(vector.length, config.deviceChoice(), 1);
    } catch (ModelException e) {
      throw new IllegalStateException(e.getMessage(), e);
    }
  }

  private VectorIndex graph() {
    return new BackgroundIndex(
        new GraphIndex(vector.length, config.graph(), 1), WAITING_BATCHES * config.rowsPerBatch());
  }

  /** Reads items again: those that changed, and others in turn. */
  private void follow(VectorIndex followed, int most) {
    int others = Math.min(most - readChanged(followed, most), model.itemBound());
    for (; others > 0; others--) {
      turn = turn + 1 < model.itemBound() ? turn + 1 : 0;
      read(turn, followed);
    }
  }

  private int readChanged(VectorIndex followed, int most) {
    int rows = 0;
    int item = changed.nextSetBit(0);
    for (; item >= 0 && rows < most; item = changed.nextSetBit(item + 1)) {
      changed.clear(item);
      read(item, followed);
      rows++;
    }
    return rows;
  }

  private void read(int item, VectorIndex followed) {
    if (model.isItem(item)) {
      followed.upsert(item, vector, model.output(item, vector));
    } else {
      followed.remove(item);
    }
  }
}
