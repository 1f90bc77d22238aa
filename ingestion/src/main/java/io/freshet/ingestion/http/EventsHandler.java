package io.freshet.ingestion.http;

import io.freshet.ingestion.EventKind;
import io.undertow.io.Receiver;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.Methods;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** {@code POST /v1/events/{topic}}. */
final class EventsHandler implements HttpHandler {
  private static final int NOT_FOUND = 404;
  private static final int NOT_ALLOWED = 405;
  private static final int UNSUPPORTED = 415;

  private final EventIntake intake;
  private final ServerMetrics metrics;
  private final int maxBodyBytes;

  EventsHandler(EventIntake intake, ServerMetrics metrics, int maxBodyBytes) {
    this.intake = intake;
    this.metrics = metrics;
    this.maxBodyBytes = maxBodyBytes;
  }

  @Override
  public void handleRequest(HttpServerExchange exchange) {
    Optional<EventKind> kind = EventKind.ofTopic(exchange.getRelativePath().replaceFirst("^/", ""));
    if (kind.isEmpty()) {
      answer(exchange, Answer.error(NOT_FOUND, "not-found", "/v1/events/interactions, …"));
    } else if (!exchange.getRequestMethod().equals(Methods.POST)) {
      answer(exchange, Answer.error(NOT_ALLOWED, "method-not-allowed", "expected POST"));
    } else if (isEncoded(exchange)) {
      answer(exchange, Answer.error(UNSUPPORTED, "unsupported-encoding", "expected identity"));
    } else if (exchange.getRequestContentLength() > maxBodyBytes) {
      tooLarge(exchange);
    } else {
      receive(exchange, kind.get());
    }
  }

  private static boolean isEncoded(HttpServerExchange exchange) {
    String encoding = exchange.getRequestHeaders().getFirst(Headers.CONTENT_ENCODING);
    return encoding != null && !encoding.equalsIgnoreCase("identity");
  }

  private void receive(HttpServerExchange exchange, EventKind kind) {
    Receiver receiver = exchange.getRequestReceiver();
    receiver.setMaxBufferSize(maxBodyBytes);
    receiver.receiveFullBytes(
        (received, body) -> received.dispatch(() -> take(received, kind, body)),
        (received, error) -> {
          if (error instanceof Receiver.RequestToLargeException) {
            tooLarge(received);
          } else {
            received.endExchange();
          }
        });
  }

  /** The connection is kept and the rest read away: closed, the client might not see the answer. */
  private void tooLarge(HttpServerExchange exchange) {
    answer(
        exchange,
        Answer.error(Answer.TOO_LARGE, "too-large", "at most " + maxBodyBytes + " bytes"));
  }

  private void take(HttpServerExchange exchange, EventKind kind, byte[] body) {
    var worker = exchange.getConnection().getWorker();
    var ignored =
        intake
            .take(kind, headers(exchange), body)
            .exceptionally(Answer::failed)
            .thenAcceptAsync(answer -> answer(exchange, answer), worker);
  }

  private static Map<String, String> headers(HttpServerExchange exchange) {
    Map<String, String> headers = new HashMap<>();
    exchange
        .getRequestHeaders()
        .forEach(
            values ->
                headers.put(
                    values.getHeaderName().toString().toLowerCase(Locale.ROOT), values.getFirst()));
    return headers;
  }

  private void answer(HttpServerExchange exchange, Answer answer) {
    metrics.answered(answer.status());
    exchange.setStatusCode(answer.status());
    exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, "application/json");
    if (answer.retryAfter() > 0) {
      exchange.getResponseHeaders().put(Headers.RETRY_AFTER, answer.retryAfter());
    }
    exchange.getResponseSender().send(answer.body().toString());
  }
}
