package io.freshet.scoring.http;

import io.undertow.Handlers;
import io.undertow.server.HttpHandler;
import io.undertow.server.handlers.sse.ServerSentEventConnection;
import java.io.IOException;
import java.util.Deque;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * One stream of server-sent events. A reader may name the user whose events it wants ({@code
 * ?user=}). A reader that lags behind by more than the buffer loses events, counted, instead of
 * filling the memory.
 */
final class EventStream {
  private static final long KEEP_ALIVE_MILLIS = 15_000;

  private final String event;
  private final int buffer;
  private final Set<Reader> readers = ConcurrentHashMap.newKeySet();
  private final AtomicLong dropped = new AtomicLong();

  EventStream(String event, int buffer) {
    this.event = event;
    this.buffer = buffer;
  }

  HttpHandler handler() {
    return Handlers.serverSentEvents(this::open);
  }

  /** Number of open connections. */
  int readers() {
    return readers.size();
  }

  /** Events that slow readers lost. */
  long dropped() {
    return dropped.get();
  }

  /**
   * @param json made only when someone listens
   */
  void publish(String user, String id, Supplier<String> json) {
    if (readers.isEmpty()) {
      return;
    }
    String data = null;
    for (Reader reader : readers) {
      if (reader.wants(user)) {
        data = data == null ? json.get() : data;
        reader.send(data, id);
      }
    }
  }

  private void open(ServerSentEventConnection connection, String lastEventId) {
    connection.setKeepAliveTime(KEEP_ALIVE_MILLIS);
    Reader reader = new Reader(connection, user(connection));
    connection.addCloseTask(channel -> readers.remove(reader));
    readers.add(reader);
  }

  private static Optional<String> user(ServerSentEventConnection connection) {
    return Optional.ofNullable(connection.getQueryParameters().get("user")).map(Deque::peekFirst);
  }

  private final class Reader implements ServerSentEventConnection.EventCallback {
    private final ServerSentEventConnection connection;
    private final Optional<String> user;
    private final AtomicInteger pending = new AtomicInteger();

    Reader(ServerSentEventConnection connection, Optional<String> user) {
      this.connection = connection;
      this.user = user;
    }

    boolean wants(String other) {
      return user.isEmpty() || user.get().equals(other);
    }

    void send(String data, String id) {
      if (pending.incrementAndGet() > buffer) {
        pending.decrementAndGet();
        dropped.incrementAndGet();
      } else {
        connection.send(data, event, id, this);
      }
    }

    @Override
    public void done(ServerSentEventConnection connection, String data, String event, String id) {
      pending.decrementAndGet();
    }

    @Override
    public void failed(
        ServerSentEventConnection connection,
        String data,
        String event,
        String id,
        IOException failure) {
      pending.decrementAndGet();
      readers.remove(this);
    }
  }
}
