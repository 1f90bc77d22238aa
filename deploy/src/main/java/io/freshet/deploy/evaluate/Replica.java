package io.freshet.deploy.evaluate;

import io.freshet.learner.Learner;
import io.freshet.schemas.record.Example;
import io.freshet.schemas.record.ParameterRow;
import io.freshet.schemas.record.RowDelta;
import java.util.List;
import java.util.function.Consumer;

/** What one of several parallel subtasks learns with. */
interface Replica {
  void learn(Example example);

  /** Hands over what was learned since the last time. */
  void flush(Consumer<RowDelta> sink);

  /** Takes a merged row that holds all that was handed over. */
  void apply(ParameterRow row);

  /** A replica of a single learner. */
  static Replica of(Learner learner) {
    return new Replica() {
      @Override
      public void learn(Example example) {
        learner.learn(example);
      }

      @Override
      public void flush(Consumer<RowDelta> sink) {
        learner.flush(sink);
      }

      @Override
      public void apply(ParameterRow row) {
        learner.apply(row, List.of());
      }
    };
  }
}
