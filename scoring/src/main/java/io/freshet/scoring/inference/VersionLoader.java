package io.freshet.scoring.inference;

import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Loads versions on a thread of its own, beside the one that answers. Only the newest that was
 * asked for is given away; one that has been overtaken is not loaded, or closed again.
 */
public final class VersionLoader<I, A> implements AutoCloseable {
  private static final int CLOSING_SECONDS = 10;

  private final ModelLoader<I, A> loader;
  private final Consumer<InferenceModel<I, A>> loaded;
  private final SwapListener listener;
  private final ExecutorService thread;
  private volatile Optional<ModelSource> wanted = Optional.empty();

  /**
   * @param name of the thread
   * @param loaded takes a loaded version, and owns it
   */
  public VersionLoader(
      String name,
      ModelLoader<I, A> loader,
      Consumer<InferenceModel<I, A>> loaded,
      SwapListener listener) {
    this.loader = loader;
    this.loaded = loaded;
    this.listener = listener;
    this.thread =
        Executors.newSingleThreadExecutor(
            task -> {
              Thread created = new Thread(task, name);
              created.setDaemon(true);
              return created;
            });
  }

  public void load(ModelSource version) {
    wanted = Optional.of(version);
    thread.execute(() -> loadIfWanted(version));
  }

  private void loadIfWanted(ModelSource version) {
    if (!isWanted(version)) {
      return;
    }
    try {
      give(version, loader.load(version));
    } catch (ModelException | RuntimeException | LinkageError e) {
      if (isWanted(version)) {
        listener.refused(version, String.valueOf(e.getMessage()));
      }
    }
  }

  private void give(ModelSource version, InferenceModel<I, A> model) {
    if (isWanted(version)) {
      loaded.accept(model);
    } else {
      model.close();
    }
  }

  private boolean isWanted(ModelSource version) {
    return wanted.equals(Optional.of(version));
  }

  /** What is being loaded is closed as soon as it is there. */
  @Override
  public void close() {
    wanted = Optional.empty();
    thread.shutdownNow();
    try {
      thread.awaitTermination(CLOSING_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
