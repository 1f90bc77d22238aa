package io.freshet.features;

import io.freshet.schemas.model.ForwardDecay;
import io.freshet.schemas.record.HistoryEntry;
import io.freshet.schemas.record.Interaction;
import io.freshet.schemas.record.InteractionType;
import io.freshet.schemas.record.UserFeatures;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a user did: the last interactions in the order in which they came, how many there were, the
 * current session, and decayed counts per type and category. No interaction is ever too late for
 * it: an old one counts with the weight of its own time.
 *
 * <p>Mutable; owned by the {@link UserState}. The entries are shared with the records made from
 * them, and never changed.
 */
public final class UserHistory {
  private static final InteractionType[] TYPES = InteractionType.values();
  private static final String[] TYPE_COUNTERS = typeCounters();

  private final List<HistoryEntry> entries = new ArrayList<>();
  private DecayedCounters types = new DecayedCounters();
  private DecayedCounters categories = new DecayedCounters();
  private long sequence;
  private long sessionStart;
  private long sessionEnd = Long.MIN_VALUE;
  private int sessionEvents;

  static UserHistory read(DataInput in) throws IOException {
    UserHistory history = new UserHistory();
    history.sequence = in.readLong();
    history.sessionStart = in.readLong();
    history.sessionEnd = in.readLong();
    history.sessionEvents = in.readInt();
    for (int count = in.readInt(); count > 0; count--) {
      history.entries.add(readEntry(in));
    }
    history.types = DecayedCounters.read(in);
    history.categories = DecayedCounters.read(in);
    return history;
  }

  void write(DataOutput out) throws IOException {
    out.writeLong(sequence);
    out.writeLong(sessionStart);
    out.writeLong(sessionEnd);
    out.writeInt(sessionEvents);
    out.writeInt(entries.size());
    for (HistoryEntry entry : entries) {
      writeEntry(out, entry);
    }
    types.write(out);
    categories.write(out);
  }

  /**
   * Takes in one organic interaction.
   *
   * @param itemCategories of its item; empty when they are not known
   */
  void add(Interaction interaction, List<String> itemCategories, FeatureConfig config) {
    sequence++;
    append(interaction, config.historyLength());
    countInSession(interaction.getEventTime(), config.sessionGap().toMillis());
    ForwardDecay decay = config.decay();
    long time = interaction.getEventTime();
    types.add(TYPE_COUNTERS[interaction.getType().ordinal()], time, decay, TYPES.length);
    for (String category : itemCategories) {
      categories.add("category:" + category, time, decay, config.categoryCounters());
    }
  }

  /** The features after this interaction, the last one added. */
  UserFeatures features(Interaction trigger, FeatureConfig config) {
    UserFeatures features = new UserFeatures();
    features.setUser(trigger.getUser());
    features.setSequence(sequence);
    features.setTrigger(trigger.getEventId());
    features.setTriggerIngestTime(trigger.getIngestTime());
    features.setEventTime(trigger.getEventTime());
    features.setHistory(latest(config.historyLength()));
    features.setCounters(counters(config.decay()));
    features.setSessionStart(sessionStart);
    features.setSessionEvents(sessionEvents);
    return features;
  }

  /** The last entries, at most this many, oldest first; a new list. */
  List<HistoryEntry> latest(int limit) {
    int size = entries.size();
    return new ArrayList<>(entries.subList(Math.max(0, size - limit), size));
  }

  /** Interactions so far. */
  long sequence() {
    return sequence;
  }

  UserHistory copy() {
    UserHistory copy = new UserHistory();
    copy.entries.addAll(entries);
    copy.types = types.copy();
    copy.categories = categories.copy();
    copy.sequence = sequence;
    copy.sessionStart = sessionStart;
    copy.sessionEnd = sessionEnd;
    copy.sessionEvents = sessionEvents;
    return copy;
  }

  private Map<String, Double> counters(ForwardDecay decay) {
    Map<String, Double> counts = new HashMap<>();
    types.collect(counts, decay);
    categories.collect(counts, decay);
    return counts;
  }

  private void append(Interaction interaction, int limit) {
    entries.add(
        new HistoryEntry(
            interaction.getItem(),
            interaction.getType(),
            interaction.getValue().orElse(null),
            interaction.getEventTime()));
    if (entries.size() > limit) {
      entries.subList(0, entries.size() - limit).clear();
    }
  }

  /** An interaction from before the current session leaves it as it is. */
  private void countInSession(long time, long gap) {
    if (sessionEvents == 0 || time > sessionEnd + gap) {
      sessionStart = time;
      sessionEnd = time;
      sessionEvents = 1;
    } else if (time >= sessionStart - gap) {
      sessionStart = Math.min(sessionStart, time);
      sessionEnd = Math.max(sessionEnd, time);
      sessionEvents++;
    }
  }

  private static HistoryEntry readEntry(DataInput in) throws IOException {
    String item = Binary.readString(in);
    InteractionType type = TYPES[in.readByte()];
    Double value = in.readBoolean() ? (Double) in.readDouble() : null;
    return new HistoryEntry(item, type, value, in.readLong());
  }

  private static void writeEntry(DataOutput out, HistoryEntry entry) throws IOException {
    Binary.writeString(out, entry.getItem());
    out.writeByte(entry.getType().ordinal());
    out.writeBoolean(entry.getValue().isPresent());
    if (entry.getValue().isPresent()) {
      out.writeDouble(entry.getValue().get());
    }
    out.writeLong(entry.getTime());
  }

  private static String[] typeCounters() {
    String[] names = new String[TYPES.length];
    for (InteractionType type : TYPES) {
      names[type.ordinal()] = "type:" + type;
    }
    return names;
  }
}
