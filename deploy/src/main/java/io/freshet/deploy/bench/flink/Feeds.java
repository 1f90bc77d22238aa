package io.freshet.deploy.bench.flink;

import java.io.Serializable;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongFunction;
import org.apache.flink.api.common.functions.FilterFunction;
import org.apache.flink.api.common.functions.FlatMapFunction;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.util.Collector;

/** Endless streams that speak when they are let, and ends of streams. */
final class Feeds {
  /** What the names of streams that end begin with. */
  static final String ENDS = "state-ends-";

  private static final long PAUSE = 500_000;

  /** Generators wait while more goes round, so that a user's list is back before the next visit. */
  private static final int ROUND = 200;

  private final StreamExecutionEnvironment environment;
  private final String gates;

  Feeds(StreamExecutionEnvironment environment, Gates gates) {
    this.environment = environment;
    this.gates = gates.id();
  }

  /** A serialisable function of an event's number. */
  interface Maker<T> extends LongFunction<T>, Serializable {}

  /** A generator that its gate opens. */
  <T> DataStream<T> generated(String name, TypeInformation<T> type, Maker<T> maker) {
    return endless(name, type, new Generator<>(gates, name, maker));
  }

  /** A stream on which nothing ever comes. */
  <T> DataStream<T> silent(String name, TypeInformation<T> type) {
    return endless(name, type, new Generator<>(gates, name, number -> null));
  }

  /** What {@link #into} put into a loop. */
  <T> DataStream<T> from(String loop, TypeInformation<T> type) {
    return endless(loop, type, new Reader<>(gates, loop));
  }

  /** Ends a stream in a loop. */
  <T> void into(String loop, DataStream<T> stream) {
    String uid = "state-loop-" + loop;
    stream
        .filter(new Writer<>(gates, loop))
        .uid(uid)
        .name(uid)
        .sinkTo(new DiscardingSink<>())
        .uid(uid + "-end");
  }

  /** Ends a stream. */
  static <T> void discard(String name, DataStream<T> stream) {
    stream.sinkTo(new DiscardingSink<>()).uid("state-discard-" + name);
  }

  /** A stream that ends at once. */
  <T> DataStream<T> none(String name, TypeInformation<T> type) {
    return environment
        .fromSequence(0, 0)
        .uid("state-begin-" + name)
        .<T>flatMap((number, out) -> {})
        .returns(type)
        .uid("state-" + name)
        .name(ENDS + name);
  }

  private <T> DataStream<T> endless(
      String name, TypeInformation<T> type, FlatMapFunction<Long, T> function) {
    return environment
        .fromSequence(0, Long.MAX_VALUE - 1)
        .uid("state-count-" + name)
        .flatMap(function)
        .returns(type)
        .uid("state-" + name)
        .name("state-" + name);
  }

  private record Generator<T>(String gates, String name, Maker<T> maker)
      implements FlatMapFunction<Long, T> {
    @Override
    public void flatMap(Long ignored, Collector<T> out) {
      Gates shared = Gates.of(gates);
      Optional<Gates.Gate> gate = shared.gate(name).filter(open -> shared.going() < ROUND);
      if (gate.isPresent()) {
        out.collect(maker.apply(gate.get().cost().done()));
        gate.get().next();
      } else {
        LockSupport.parkNanos(PAUSE);
      }
    }
  }

  private record Reader<T>(String gates, String loop) implements FlatMapFunction<Long, T> {
    @Override
    @SuppressWarnings("unchecked")
    public void flatMap(Long ignored, Collector<T> out) {
      Gates.of(gates)
          .loop(loop)
          .poll()
          .ifPresentOrElse(record -> out.collect((T) record), () -> LockSupport.parkNanos(PAUSE));
    }
  }

  private record Writer<T>(String gates, String loop) implements FilterFunction<T> {
    @Override
    public boolean filter(T record) {
      Gates.of(gates).loop(loop).add(record);
      return false;
    }
  }
}
