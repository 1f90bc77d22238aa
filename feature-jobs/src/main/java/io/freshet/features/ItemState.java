package io.freshet.features;

import io.freshet.schemas.record.InteractionType;
import io.freshet.schemas.record.Item;
import io.freshet.schemas.record.ItemFeatures;
import io.freshet.schemas.topic.Topics;
import io.freshet.schemas.wire.RecordCodec;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What happened to an item: decayed popularity, counts by type, and its latest description.
 *
 * <p>The click rate is the posterior mean of a Beta(α, β) prior, (clicks + α) / (impressions + α +
 * β); where more clicks than impressions were reported, the clicks count as impressions.
 *
 * <p>Mutable; owned by the operator's keyed state.
 */
public final class ItemState {
  private static final int VERSION = 1;
  private static final InteractionType[] TYPES = InteractionType.values();
  private static final RecordCodec<Item> ITEMS = Topics.ITEMS.codec();

  private @Nullable Item description;
  private long[] counts = new long[TYPES.length];
  private DecayedCount popularity = new DecayedCount();
  private long firstSeen = Long.MAX_VALUE;
  private long newest = Long.MIN_VALUE;
  private long emitTimer = Long.MAX_VALUE;
  private long cleanupTimer = Long.MAX_VALUE;
  private long lastTouched = Long.MIN_VALUE;

  public static ItemState read(DataInput in) throws IOException {
    Binary.requireVersion(in, VERSION, "item state");
    ItemState state = new ItemState();
    state.description = in.readBoolean() ? Binary.readRecord(in, ITEMS) : null;
    for (int types = in.readUnsignedByte(); types > 0; types--) {
      state.counts[in.readUnsignedByte()] = in.readLong();
    }
    state.popularity = DecayedCount.read(in);
    state.firstSeen = in.readLong();
    state.newest = in.readLong();
    state.emitTimer = in.readLong();
    state.cleanupTimer = in.readLong();
    state.lastTouched = in.readLong();
    return state;
  }

  public void write(DataOutput out) throws IOException {
    out.writeByte(VERSION);
    out.writeBoolean(description != null);
    if (description != null) {
      Binary.writeRecord(out, ITEMS, description);
    }
    out.writeByte(counts.length);
    for (int type = 0; type < counts.length; type++) {
      out.writeByte(type);
      out.writeLong(counts[type]);
    }
    popularity.write(out);
    out.writeLong(firstSeen);
    out.writeLong(newest);
    out.writeLong(emitTimer);
    out.writeLong(cleanupTimer);
    out.writeLong(lastTouched);
  }

  /** Counts one interaction; impressions count, but are no popularity. */
  public void touch(InteractionType type, long eventTime, FeatureConfig config) {
    counts[type.ordinal()]++;
    if (type != InteractionType.IMPRESSION) {
      popularity.add(eventTime, config.decay());
    }
    firstSeen = Math.min(firstSeen, eventTime);
    newest = Math.max(newest, eventTime);
  }

  /**
   * Takes a description, unless a newer one is known.
   *
   * @return whether it was taken
   */
  public boolean describe(Item item) {
    if (description != null && description.getEventTime() > item.getEventTime()) {
      return false;
    }
    description = item;
    newest = Math.max(newest, item.getEventTime());
    return true;
  }

  /**
   * @param updatedTime when the record is made, epoch milliseconds
   */
  public ItemFeatures features(String item, FeatureConfig config, long updatedTime) {
    ItemFeatures features = new ItemFeatures();
    Optional<Item> described = Optional.ofNullable(description);
    features.setItem(item);
    features.setTitle(described.flatMap(Item::getTitle).orElse(null));
    features.setCategories(described.map(Item::getCategories).orElse(List.of()));
    features.setPrice(described.flatMap(Item::getPrice).orElse(null));
    features.setDeleted(described.map(Item::getDeleted).orElse(false));
    features.setFirstSeen(firstSeen());
    features.setPopularity(popularity.value(config.decay()));
    features.setCounts(countsByType());
    features.setRates(Map.of("click", clickRate(config)));
    features.setEventTime(newest);
    features.setUpdatedTime(updatedTime);
    return features;
  }

  /** Whether nothing is lost but counts when the item is forgotten. */
  public boolean isForgettable() {
    return description == null || description.getDeleted();
  }

  /** Processing time at which features are due; {@link Long#MAX_VALUE} when they are not. */
  public long emitTimer() {
    return emitTimer;
  }

  public void setEmitTimer(long time) {
    emitTimer = time;
  }

  /** Event time of the registered cleanup timer; {@link Long#MAX_VALUE} when there is none. */
  public long cleanupTimer() {
    return cleanupTimer;
  }

  public void setCleanupTimer(long time) {
    cleanupTimer = time;
  }

  /** The last sign of life, event time. */
  public long lastTouched() {
    return lastTouched;
  }

  public void setLastTouched(long time) {
    lastTouched = Math.max(lastTouched, time);
  }

  /** Shares the description, which is never changed. */
  public ItemState copy() {
    ItemState copy = new ItemState();
    copy.description = description;
    copy.counts = counts.clone();
    copy.popularity = popularity.copy();
    copy.firstSeen = firstSeen;
    copy.newest = newest;
    copy.emitTimer = emitTimer;
    copy.cleanupTimer = cleanupTimer;
    copy.lastTouched = lastTouched;
    return copy;
  }

  private long firstSeen() {
    Optional<Long> created = Optional.ofNullable(description).flatMap(Item::getCreated);
    return created.orElse(firstSeen == Long.MAX_VALUE ? newest : firstSeen);
  }

  private Map<String, Long> countsByType() {
    Map<String, Long> byType = new TreeMap<>();
    for (InteractionType type : TYPES) {
      if (counts[type.ordinal()] > 0) {
        byType.put(type.name(), counts[type.ordinal()]);
      }
    }
    return byType;
  }

  private double clickRate(FeatureConfig config) {
    long clicks = counts[InteractionType.CLICK.ordinal()];
    long impressions = Math.max(clicks, counts[InteractionType.IMPRESSION.ordinal()]);
    return (clicks + config.rateAlpha()) / (impressions + config.rateAlpha() + config.rateBeta());
  }
}
