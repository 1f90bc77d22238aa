package io.freshet.deploy.train;

import io.freshet.schemas.flink.Received;
import io.freshet.schemas.record.Example;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.NullUnmarked;

/** Holds examples until the end of the stream; then sends on those with a known id, in order. */
@NullUnmarked
final class InFileOrder extends KeyedProcessFunction<String, Example, Received<Example>> {
  private static final long serialVersionUID = 1L;

  private final List<String> ids;
  private transient Map<String, Example> held;

  InFileOrder(List<String> ids) {
    this.ids = ids;
  }

  @Override
  public void processElement(Example example, Context context, Collector<Received<Example>> out) {
    if (held == null) {
      held = new HashMap<>();
      context.timerService().registerEventTimeTimer(Long.MAX_VALUE);
    }
    held.put(example.getId(), example);
  }

  @Override
  public void onTimer(long time, OnTimerContext context, Collector<Received<Example>> out) {
    for (int i = 0; i < ids.size(); i++) {
      out.collect(Received.of(held.get(ids.get(i)), 0, i));
    }
  }
}
