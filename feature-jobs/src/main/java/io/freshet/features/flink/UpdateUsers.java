package io.freshet.features.flink;

import io.freshet.features.Decisions;
import io.freshet.features.FeatureConfig;
import io.freshet.features.ItemContent;
import io.freshet.features.NegativeSampler;
import io.freshet.features.UserJourney;
import io.freshet.features.UserJourney.Now;
import io.freshet.features.UserState;
import io.freshet.schemas.record.Item;
import io.freshet.schemas.record.UserFeatures;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ReadOnlyBroadcastState;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.NullUnmarked;

/**
 * Keyed by user: user features (main output), NEXT_ITEM and RANKING examples, outcomes and late
 * outcomes (side outputs). One operator and one state object per user, since all of it turns on the
 * same interaction.
 *
 * <p>A user has at most one timer of each kind. It is not moved when what it was set for is
 * settled: it then finds nothing due, and is set for the next thing. After the time to live the
 * state is cleared.
 */
@NullUnmarked
final class UpdateUsers extends KeyedBroadcastProcessFunction<String, UserEvent, Item, UserFeatures>
    implements CheckpointedFunction {
  private static final long serialVersionUID = 1L;

  /** Categories by item, of the items that have some. */
  static final MapStateDescriptor<String, List<String>> CATEGORIES =
      new MapStateDescriptor<>("item-categories", Types.STRING, Types.LIST(Types.STRING));

  /** Content terms by item, of the items that have some. */
  static final MapStateDescriptor<String, List<String>> TERMS =
      new MapStateDescriptor<>("item-terms", Types.STRING, Types.LIST(Types.STRING));

  private final FeatureConfig config;
  private transient ValueState<UserState> users;
  private transient ListState<String> negativePool;
  private transient NegativeSampler sampler;
  private transient UserJourney journey;

  UpdateUsers(FeatureConfig config) {
    this.config = config;
  }

  @Override
  public void initializeState(FunctionInitializationContext context) throws Exception {
    negativePool =
        context
            .getOperatorStateStore()
            .getListState(new ListStateDescriptor<>("negative-pool", Types.STRING));
    List<String> items = new ArrayList<>();
    negativePool.get().forEach(items::add);
    sampler = new NegativeSampler(config.negativePool(), items);
  }

  @Override
  public void snapshotState(FunctionSnapshotContext context) throws Exception {
    negativePool.update(sampler.items());
  }

  @Override
  public void open(OpenContext context) {
    users =
        getRuntimeContext().getState(new ValueStateDescriptor<>("user", new UserStateSerializer()));
    journey = new UserJourney(config, sampler);
  }

  @Override
  public void processElement(UserEvent event, ReadOnlyContext context, Collector<UserFeatures> out)
      throws Exception {
    UserState state = users.value();
    if (state == null) {
      state = new UserState();
    }
    Now now = new Now(context.currentWatermark(), context.currentProcessingTime());
    Decisions decisions = new Decisions();
    if (event.interaction != null) {
      ItemContent content = content(event.interaction.getItem(), context);
      out.collect(journey.interacted(state, event.interaction, content, now, decisions));
    } else {
      journey.served(state, event.list, now, decisions);
    }
    SideOutputs.send(decisions, now.processing(), context::output);
    setTimers(state, context.timerService());
    users.update(state);
  }

  @Override
  public void processBroadcastElement(Item item, Context context, Collector<UserFeatures> out)
      throws Exception {
    ItemContent content = ItemContent.of(item);
    keep(context.getBroadcastState(CATEGORIES), item.getItem(), content.categories());
    keep(context.getBroadcastState(TERMS), item.getItem(), content.terms());
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<UserFeatures> out)
      throws Exception {
    UserState state = users.value();
    if (state == null) {
      return;
    }
    Decisions decisions = new Decisions();
    if (timestamp == state.eventTimer()) {
      state.setEventTimer(Long.MAX_VALUE);
      journey.expire(state, timestamp, decisions);
    }
    if (timestamp == state.processingTimer()) {
      state.setProcessingTimer(Long.MAX_VALUE);
      journey.timeOut(state, context.getCurrentKey(), timestamp, decisions);
    }
    SideOutputs.send(decisions, context.currentProcessingTime(), context::output);
    if (state.isForgettable(context.currentWatermark(), config)) {
      users.clear();
    } else {
      setTimers(state, context.timerService());
      users.update(state);
    }
  }

  private static ItemContent content(String item, ReadOnlyContext context) throws Exception {
    return new ItemContent(
        known(context.getBroadcastState(CATEGORIES), item),
        known(context.getBroadcastState(TERMS), item));
  }

  private static List<String> known(
      ReadOnlyBroadcastState<String, List<String>> byItem, String item) throws Exception {
    List<String> known = byItem.get(item);
    return known == null ? List.of() : known;
  }

  private static void keep(
      BroadcastState<String, List<String>> byItem, String item, List<String> what)
      throws Exception {
    if (what.isEmpty()) {
      byItem.remove(item);
    } else {
      byItem.put(item, what);
    }
  }

  private void setTimers(UserState state, TimerService timers) {
    long eventTime = state.nextEventTime(config);
    if (eventTime < state.eventTimer()) {
      timers.deleteEventTimeTimer(state.eventTimer());
      timers.registerEventTimeTimer(eventTime);
      state.setEventTimer(eventTime);
    }
    long processingTime = state.nextProcessingTime();
    if (processingTime < state.processingTimer()) {
      timers.deleteProcessingTimeTimer(state.processingTimer());
      timers.registerProcessingTimeTimer(processingTime);
      state.setProcessingTimer(processingTime);
    }
  }
}
