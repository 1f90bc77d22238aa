package io.freshet.ingestion.http;

import io.freshet.ingestion.Event;
import io.freshet.ingestion.EventJson;
import io.freshet.ingestion.EventKind;
import io.freshet.ingestion.EventSink;
import io.freshet.ingestion.SinkException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Posts events to an ingest server: NDJSON, one request after another, so that the order stays. A
 * server that is away or busy is asked again until it answers.
 */
public final class HttpEventSink implements EventSink, AutoCloseable {
  private static final int BATCH = 500;
  private static final int BATCH_CHARACTERS = 1 << 19;
  private static final int QUEUE = 10_000;
  private static final long RETRY_MILLIS = 500;

  private final URI server;
  private final HttpClient client =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
  private final BlockingQueue<Waiting> queue = new LinkedBlockingQueue<>(QUEUE);
  private final Thread thread = new Thread(this::work, "replay-http");

  /**
   * @param server such as {@code http://localhost:8080}
   */
  public HttpEventSink(URI server) {
    this.server = server;
    thread.setDaemon(true);
    thread.start();
  }

  private record Waiting(EventKind kind, String json, CompletableFuture<Void> result) {}

  @Override
  public CompletableFuture<Void> send(Event event) {
    String json = EventJson.of(event).toString();
    Waiting waiting = new Waiting(event.kind(), json, new CompletableFuture<>());
    try {
      queue.put(waiting);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      waiting.result().cancel(false);
    }
    return waiting.result();
  }

  @Override
  public boolean isReachable() {
    try {
      HttpRequest request = HttpRequest.newBuilder(server.resolve("/health")).build();
      return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private void work() {
    try {
      Waiting first = queue.take();
      while (true) {
        first = post(first);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Posts what is there, kind by kind: within a kind the order stays. Returns the first of the next
   * batch.
   */
  private Waiting post(Waiting first) throws InterruptedException {
    Map<EventKind, List<Waiting>> batch = new LinkedHashMap<>();
    int events = 0;
    int characters = 0;
    Waiting next = first;
    while (next != null && events < BATCH && characters < BATCH_CHARACTERS) {
      batch.computeIfAbsent(next.kind(), kind -> new ArrayList<>()).add(next);
      events++;
      characters += next.json().length();
      next = queue.poll();
    }
    for (Map.Entry<EventKind, List<Waiting>> kind : batch.entrySet()) {
      post(kind.getKey(), kind.getValue());
    }
    return next == null ? queue.take() : next;
  }

  private void post(EventKind kind, List<Waiting> batch) throws InterruptedException {
    HttpRequest request = request(kind, batch);
    while (true) {
      int status = status(request);
      if (status == Answer.ACCEPTED) {
        batch.forEach(waiting -> waiting.result().complete(null));
        return;
      }
      if (status != 0 && status != Answer.TOO_MANY && status != Answer.UNAVAILABLE) {
        String message = server + " answered " + status + " to a batch of " + kind.topic().name();
        SinkException error =
            new SinkException(SinkException.Kind.AWAY, message, new IOException(message));
        batch.forEach(waiting -> waiting.result().completeExceptionally(error));
        return;
      }
      TimeUnit.MILLISECONDS.sleep(RETRY_MILLIS);
    }
  }

  private HttpRequest request(EventKind kind, List<Waiting> batch) {
    StringBuilder body = new StringBuilder();
    batch.forEach(waiting -> body.append(waiting.json()).append('\n'));
    return HttpRequest.newBuilder(server.resolve("/v1/events/" + kind.topic().name()))
        .header("Content-Type", "application/x-ndjson")
        .timeout(Duration.ofSeconds(60))
        .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
        .build();
  }

  /** 0 when the server does not answer. */
  private int status(HttpRequest request) throws InterruptedException {
    try {
      return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    } catch (IOException e) {
      return 0;
    }
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
