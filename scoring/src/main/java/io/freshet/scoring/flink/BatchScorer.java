package io.freshet.scoring.flink;

import io.freshet.schemas.record.Rejected;
import io.freshet.scoring.ScoringView;
import java.io.Serializable;
import java.util.List;
import org.apache.flink.api.common.state.KeyedStateStore;

/**
 * What a {@link MicroBatchOperator} does with its records. One per subtask; it is called by one
 * thread.
 *
 * @param <I> records that come in
 * @param <W> what is left to do with one of them, after its key's state was looked at
 * @param <O> answers
 */
public interface BatchScorer<I, W, O> extends Serializable {
  /**
   * Called once, before anything else.
   *
   * @param state where keyed state is declared
   * @param view the shared models; changes between calls
   */
  void open(KeyedStateStore state, ScoringView view);

  /** Takes a record in, under its key. A batch never has two records of one key. */
  W prepare(I record) throws Exception;

  /**
   * Scores a batch; answers each of its places once.
   *
   * @param now epoch milliseconds
   */
  void score(List<W> batch, long now, Answers<O> answers);

  /** Called once, after everything else; also when {@link #open} was not called. */
  default void close() {}

  /** The dead letter of a record, with its bytes. */
  Rejected rejected(I record, String reason, String message, long now);

  /** Where a scorer puts its answers. */
  interface Answers<O> {
    void scored(int place, O answer);

    void failed(int place, RuntimeException failure);
  }
}
