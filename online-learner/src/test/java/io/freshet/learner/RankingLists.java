package io.freshet.learner;

import io.freshet.schemas.model.RankingInput;
import java.util.ArrayList;
import java.util.List;

/** Lists to rank, made by hand. */
public final class RankingLists implements RankingInput {
  private record Entry(String item, String because, float[] features) {}

  private final String lastItem;
  private final List<Entry> entries = new ArrayList<>();

  private RankingLists(String lastItem) {
    this.lastItem = lastItem;
  }

  /** A list without candidates. */
  public static RankingLists after(String lastItem) {
    return new RankingLists(lastItem);
  }

  public RankingLists with(String item, float... features) {
    entries.add(new Entry(item, "", features));
    return this;
  }

  public RankingLists because(String item, String because, float... features) {
    entries.add(new Entry(item, because, features));
    return this;
  }

  @Override
  public int size() {
    return entries.size();
  }

  @Override
  public String lastItem() {
    return lastItem;
  }

  @Override
  public String item(int candidate) {
    return entries.get(candidate).item();
  }

  @Override
  public String source(int candidate) {
    return "source";
  }

  @Override
  public String because(int candidate) {
    return entries.get(candidate).because();
  }

  @Override
  public int position(int candidate) {
    return candidate;
  }

  @Override
  public float[] features(int candidate) {
    return entries.get(candidate).features();
  }
}
