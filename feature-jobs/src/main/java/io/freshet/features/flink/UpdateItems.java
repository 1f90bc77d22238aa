package io.freshet.features.flink;

import io.freshet.features.FeatureConfig;
import io.freshet.features.ItemState;
import io.freshet.schemas.record.Item;
import io.freshet.schemas.record.ItemFeatures;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.streaming.api.TimeDomain;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.streaming.api.functions.co.KeyedCoProcessFunction;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.NullUnmarked;

/**
 * Keyed by item: item features, at most one record per item and interval of processing time for
 * interactions; a new description is sent at once. Items that are deleted or not described are
 * forgotten after their time to live; what the catalogue describes stays.
 */
@NullUnmarked
final class UpdateItems extends KeyedCoProcessFunction<String, ItemTouch, Item, ItemFeatures> {
  private static final long serialVersionUID = 1L;

  private final FeatureConfig config;
  private transient ValueState<ItemState> items;

  UpdateItems(FeatureConfig config) {
    this.config = config;
  }

  @Override
  public void open(OpenContext context) {
    items =
        getRuntimeContext().getState(new ValueStateDescriptor<>("item", new ItemStateSerializer()));
  }

  @Override
  public void processElement1(ItemTouch touch, Context context, Collector<ItemFeatures> out)
      throws Exception {
    ItemState state = state();
    TimerService timers = context.timerService();
    state.touch(touch.type, touch.eventTime, config);
    state.setLastTouched(Math.max(touch.eventTime, timers.currentWatermark()));
    if (state.emitTimer() == Long.MAX_VALUE) {
      state.setEmitTimer(timers.currentProcessingTime() + config.itemFeatureInterval().toMillis());
      timers.registerProcessingTimeTimer(state.emitTimer());
    }
    setCleanup(state, timers);
    items.update(state);
  }

  @Override
  public void processElement2(Item item, Context context, Collector<ItemFeatures> out)
      throws Exception {
    ItemState state = state();
    TimerService timers = context.timerService();
    state.setLastTouched(Math.max(item.getEventTime(), timers.currentWatermark()));
    if (state.describe(item)) {
      out.collect(state.features(item.getItem(), config, timers.currentProcessingTime()));
    }
    setCleanup(state, timers);
    items.update(state);
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<ItemFeatures> out)
      throws Exception {
    ItemState state = items.value();
    if (state == null) {
      return;
    }
    if (context.timeDomain() == TimeDomain.PROCESSING_TIME) {
      state.setEmitTimer(Long.MAX_VALUE);
      out.collect(state.features(context.getCurrentKey(), config, timestamp));
      items.update(state);
    } else {
      cleanUp(state, timestamp, context.timerService());
    }
  }

  private void cleanUp(ItemState state, long watermark, TimerService timers) throws Exception {
    state.setCleanupTimer(Long.MAX_VALUE);
    boolean silent = cleanupTime(state) <= watermark;
    if (silent && state.isForgettable() && state.emitTimer() == Long.MAX_VALUE) {
      items.clear();
    } else if (silent) {
      state.setLastTouched(watermark);
      setCleanup(state, timers);
      items.update(state);
    } else {
      setCleanup(state, timers);
      items.update(state);
    }
  }

  private void setCleanup(ItemState state, TimerService timers) {
    if (state.cleanupTimer() == Long.MAX_VALUE && state.isForgettable()) {
      state.setCleanupTimer(cleanupTime(state));
      timers.registerEventTimeTimer(state.cleanupTimer());
    }
  }

  private long cleanupTime(ItemState state) {
    return state.lastTouched() + config.itemTtl().toMillis();
  }

  private ItemState state() throws Exception {
    ItemState state = items.value();
    return state == null ? new ItemState() : state;
  }
}
