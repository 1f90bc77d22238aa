package io.freshet.learner;

import io.freshet.schemas.metrics.Mergeable;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Map;

/** How one kind of accumulator is named in progress records and written into a checkpoint. */
interface Figures<M extends Mergeable<M>> {
  M empty();

  Map<String, Double> metrics(M accumulator);

  Map<String, Long> confusion(M accumulator);

  void write(M accumulator, DataOutput out) throws IOException;

  M read(DataInput in) throws IOException;
}
