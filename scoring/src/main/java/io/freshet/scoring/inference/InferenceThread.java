package io.freshet.scoring.inference;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

/**
 * The one thread that calls a model, closes it, and puts another in its place between two batches.
 * It owns its models: they are closed when it ends, after their last call.
 *
 * @param <R> records
 * @param <I> inputs of the model
 * @param <A> answers
 */
public final class InferenceThread<R, I, A> implements AutoCloseable {
  private final Function<R, I> input;
  private final BatchConfig config;
  private final InferenceListener<R, A> listener;
  private final LongSupplier clock;
  private final LiveModel<I, A> model;
  private final Thread thread;
  private final Queue<Batch<R, A>> queue = new ArrayDeque<>();
  private Optional<InferenceModel<I, A>> offered = Optional.empty();
  private Optional<ModelException> failure = Optional.empty();
  private int pending;
  private boolean closed;

  /**
   * What it works by.
   *
   * @param input what the model is asked about a record
   * @param finite whether all numbers of an answer are
   * @param clock nanoseconds
   */
  public record Setting<R, I, A>(
      Function<R, I> input, Predicate<A> finite, BatchConfig config, LongSupplier clock) {}

  private InferenceThread(
      String name,
      InferenceModel<I, A> first,
      Setting<R, I, A> setting,
      InferenceListener<R, A> listener) {
    this.input = setting.input();
    this.config = setting.config();
    this.clock = setting.clock();
    this.listener = listener;
    this.model = new LiveModel<>(first, setting.finite(), config.failureLimit(), listener);
    this.thread = new Thread(this::run, name);
    thread.setDaemon(true);
  }

  /**
   * Starts a thread that owns a loaded model.
   *
   * @param name of the thread
   */
  public static <R, I, A> InferenceThread<R, I, A> start(
      String name,
      InferenceModel<I, A> first,
      Setting<R, I, A> setting,
      InferenceListener<R, A> listener) {
    InferenceThread<R, I, A> started = new InferenceThread<>(name, first, setting, listener);
    started.thread.start();
    return started;
  }

  /** Batches handed over and not yet answered. */
  public synchronized int pending() {
    return pending;
  }

  /** Hands a batch over; waits while as many as configured are pending. */
  public synchronized void submit(Batch<R, A> batch) throws InterruptedException, ModelException {
    awaitAtMost(config.inFlight() - 1);
    queue.add(batch);
    pending++;
    notifyAll();
  }

  /** Waits until all batches are answered. */
  public synchronized void await() throws InterruptedException, ModelException {
    awaitAtMost(0);
  }

  /** Puts a loaded version on trial; from now on it is owned here. */
  public synchronized void offer(InferenceModel<I, A> version) {
    offered.ifPresent(InferenceModel::close);
    offered = Optional.of(version);
    if (closed) {
      closeOffered();
    }
    notifyAll();
  }

  private void awaitAtMost(int batches) throws InterruptedException, ModelException {
    while (pending > batches && failure.isEmpty()) {
      wait();
    }
    if (failure.isPresent()) {
      throw failure.get();
    }
  }

  private void run() {
    try (model) {
      while (awaitWork()) {
        Optional<Batch<R, A>> next = take();
        if (next.isPresent()) {
          answer(next.get());
        } else {
          model.tryOut();
        }
      }
    } catch (Throwable e) {
      fail(e);
    }
  }

  /** Whether there is something to do; false when closed. */
  private synchronized boolean awaitWork() throws InterruptedException {
    while (queue.isEmpty() && offered.isEmpty() && !closed) {
      wait();
    }
    if (closed) {
      closeOffered();
    }
    return !closed;
  }

  /** Takes over what is offered; a batch, if there is one. */
  private synchronized Optional<Batch<R, A>> take() {
    offered.ifPresent(model::offer);
    offered = Optional.empty();
    return Optional.ofNullable(queue.poll());
  }

  private void answer(Batch<R, A> batch) throws ModelException {
    batch.begin(clock.getAsLong());
    BatchAnswers<R, A> answers = new BatchAnswers<>(batch, config.ordered(), listener);
    List<I> inputs = new ArrayList<>(batch.size());
    for (int place = 0; place < batch.size(); place++) {
      try {
        inputs.add(input.apply(batch.record(place)));
        answers.asked(place);
      } catch (RuntimeException e) {
        batch.set(place, new Outcome.Failed<>(e));
      }
    }
    model.answer(inputs, answers);
    batch.end(clock.getAsLong());
    finish(batch, answers.unreported());
  }

  /** The listener hears of it before {@link #await} returns, and finds it no longer pending. */
  private synchronized void finish(Batch<R, A> batch, int[] places) {
    pending--;
    listener.answered(batch, places, true);
    notifyAll();
  }

  private synchronized void fail(Throwable cause) {
    ModelException named =
        cause instanceof ModelException known
            ? known
            : new ModelException(model.source() + " ended its thread: " + cause, cause);
    failure = Optional.of(named);
    closed = true;
    closeOffered();
    notifyAll();
    listener.broken(named);
  }

  private void closeOffered() {
    offered.ifPresent(InferenceModel::close);
    offered = Optional.empty();
  }

  /** Ends the thread after the batch that it is at, and waits for that. */
  @Override
  public void close() {
    synchronized (this) {
      closed = true;
      notifyAll();
    }
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
