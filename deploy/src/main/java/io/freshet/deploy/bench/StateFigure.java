package io.freshet.deploy.bench;

import java.util.List;
import java.util.stream.IntStream;

/**
 * What one kind of thing takes in one part of the pipeline.
 *
 * @param backend heap, rocksdb, or memory for what is no Flink state
 * @param part of the pipeline
 * @param of what is counted: users, items, …
 * @param count of them
 * @param events that brought them there
 * @param heapBytes live heap, of one
 * @param stateBytes in a checkpoint, of one; on RocksDB these are its files. 0 where there is none
 * @param checkpointMillis that the checkpoint of all of them took
 * @param micros processor time of an event, by tenths of the events
 * @param wallMicros clock time of an event, by tenths of the events
 */
public record StateFigure(
    String backend,
    String part,
    String of,
    int count,
    long events,
    double heapBytes,
    double stateBytes,
    long checkpointMillis,
    List<Double> micros,
    List<Double> wallMicros) {

  public static List<Double> costs(Slices slices) {
    return IntStream.range(0, Slices.COUNT).mapToObj(slices::micros).toList();
  }

  /** Cost of an event in the second tenth; the first one warms up. */
  double first() {
    return micros.get(1);
  }

  double last() {
    return micros.get(micros.size() - 1);
  }

  /** How much more an event costs at the end. */
  double growth() {
    return last() / first();
  }
}
