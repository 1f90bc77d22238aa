package io.freshet.scoring.flink;

import io.freshet.scoring.ModelUpdate;
import io.freshet.scoring.ScoringView;
import io.freshet.scoring.ViewLog;
import java.util.List;
import java.util.Optional;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.OperatorStateStore;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;

/**
 * The shared view as operator state: at an aligned barrier all subtasks have the same view, so the
 * first one writes it and all read it.
 */
final class SharedState {
  private final ScoringView view;
  private final Optional<ViewLog> log;
  private final ListState<byte[]> chunks;

  SharedState(OperatorStateStore store, ScoringView view, int subtask) throws Exception {
    this.view = view;
    this.log = subtask == 0 ? Optional.of(new ViewLog()) : Optional.empty();
    this.chunks =
        store.getUnionListState(
            new ListStateDescriptor<>(
                "model-view", PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO));
  }

  void restore() throws Exception {
    log.orElseGet(ViewLog::new).restore(chunks.get(), view);
    chunks.clear();
  }

  void apply(ModelUpdate update) {
    view.apply(update);
    log.ifPresent(written -> written.note(update));
  }

  void snapshot() throws Exception {
    chunks.update(log.isPresent() ? log.get().snapshot(view) : List.of());
  }
}
