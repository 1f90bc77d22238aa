package io.freshet.scoring.inference;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * Things that are loaded once per key and shared: the first to open one loads it, others that come
 * meanwhile wait for that, and the last to close it frees it. What failed to load is not kept: who
 * comes next tries again.
 *
 * @param <K> what tells them apart
 * @param <T> what is shared
 */
public final class SharedResources<K, T> {
  private final Map<K, Entry<T>> entries = new HashMap<>();
  private final Consumer<T> free;

  /**
   * @param free what is done with one when its last user has gone
   */
  public SharedResources(Consumer<T> free) {
    this.free = free;
  }

  /** Opens the thing of a key, and loads it where it is not loaded. */
  public Lease<T> open(K key, Loading<T> loading) throws ModelException {
    Entry<T> entry = enter(key);
    boolean opened = false;
    try {
      Lease<T> lease = new Lease<>(entry.get(loading), () -> leave(key, entry));
      opened = true;
      return lease;
    } finally {
      if (!opened) {
        leave(key, entry);
      }
    }
  }

  private Entry<T> enter(K key) {
    synchronized (entries) {
      Entry<T> entry = entries.computeIfAbsent(key, k -> new Entry<>());
      entry.users++;
      return entry;
    }
  }

  private void leave(K key, Entry<T> entry) {
    synchronized (entries) {
      entry.users--;
      if (entry.users > 0) {
        return;
      }
      entries.remove(key);
    }
    entry.shared.ifPresent(free);
  }

  /** Loads what is not there yet. */
  public interface Loading<T> {
    T load() throws ModelException;
  }

  private static final class Entry<T> {
    /** Guarded by the map that it is in. */
    private int users;

    private Optional<T> shared = Optional.empty();

    private synchronized T get(Loading<T> loading) throws ModelException {
      if (shared.isEmpty()) {
        shared = Optional.of(loading.load());
      }
      return shared.get();
    }
  }

  /** One user's share. */
  public static final class Lease<T> implements AutoCloseable {
    private final T shared;
    private final Runnable giveBack;
    private final AtomicBoolean closed = new AtomicBoolean();

    private Lease(T shared, Runnable giveBack) {
      this.shared = shared;
      this.giveBack = giveBack;
    }

    /**
     * @throws IllegalStateException when it was given back
     */
    public T get() {
      if (closed.get()) {
        throw new IllegalStateException("given back already, so it may be freed");
      }
      return shared;
    }

    /** Gives it back; a second time does nothing. */
    @Override
    public void close() {
      if (!closed.getAndSet(true)) {
        giveBack.run();
      }
    }
  }
}
