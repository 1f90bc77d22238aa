package io.freshet.features.flink;

import io.freshet.features.Decisions;
import io.freshet.features.FeatureConfig;
import io.freshet.features.LabelJoin;
import io.freshet.features.TextState;
import io.freshet.schemas.record.Example;
import io.freshet.schemas.record.Label;
import io.freshet.schemas.record.TextPrediction;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.streaming.api.functions.co.KeyedCoProcessFunction;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.NullUnmarked;

/** Keyed by text: examples, outcomes and late labels, all of them side outputs. */
@NullUnmarked
final class JoinLabels extends KeyedCoProcessFunction<String, TextPrediction, Label, Example> {
  private static final long serialVersionUID = 1L;

  private final FeatureConfig config;
  private transient ValueState<TextState> texts;
  private transient LabelJoin join;

  JoinLabels(FeatureConfig config) {
    this.config = config;
  }

  @Override
  public void open(OpenContext context) {
    texts =
        getRuntimeContext().getState(new ValueStateDescriptor<>("text", new TextStateSerializer()));
    join = new LabelJoin(config);
  }

  @Override
  public void processElement1(TextPrediction prediction, Context context, Collector<Example> out)
      throws Exception {
    TextState state = state();
    Decisions decisions = new Decisions();
    join.predicted(state, prediction, context.timerService().currentWatermark(), decisions);
    finish(state, decisions, context);
  }

  @Override
  public void processElement2(Label label, Context context, Collector<Example> out)
      throws Exception {
    TextState state = state();
    Decisions decisions = new Decisions();
    join.labelled(state, label, context.timerService().currentWatermark(), decisions);
    finish(state, decisions, context);
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<Example> out)
      throws Exception {
    TextState state = texts.value();
    if (state == null) {
      return;
    }
    state.setTimer(Long.MAX_VALUE);
    Decisions decisions = new Decisions();
    if (state.expiry() <= timestamp) {
      join.expire(state, decisions);
      texts.clear();
      SideOutputs.send(decisions, context.timerService().currentProcessingTime(), context::output);
    } else {
      finish(state, decisions, context);
    }
  }

  private void finish(TextState state, Decisions decisions, Context context) throws Exception {
    SideOutputs.send(decisions, context.timerService().currentProcessingTime(), context::output);
    if (state.timer() == Long.MAX_VALUE) {
      state.setTimer(state.expiry());
      context.timerService().registerEventTimeTimer(state.timer());
    }
    texts.update(state);
  }

  private TextState state() throws Exception {
    TextState state = texts.value();
    return state == null ? new TextState() : state;
  }
}
