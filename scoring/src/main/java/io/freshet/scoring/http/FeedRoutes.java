package io.freshet.scoring.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.freshet.schemas.record.Recommendation;
import io.freshet.schemas.record.TextPrediction;
import io.freshet.scoring.FeedStore;
import io.freshet.scoring.Recommender;
import io.undertow.Handlers;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.PathTemplateMatch;
import io.undertow.util.StatusCodes;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The resources of the feed. */
final class FeedRoutes {
  private static final int DEFAULT_K = 20;

  private final FeedStore store;
  private final EventStream lists;
  private final EventStream texts;
  private final EventStream inferences;

  FeedRoutes(FeedStore store, EventStream lists, EventStream texts, EventStream inferences) {
    this.store = store;
    this.lists = lists;
    this.texts = texts;
    this.inferences = inferences;
  }

  HttpHandler handler() {
    return Handlers.routing()
        .get("/v1/users/{id}/recommendations", this::recommendations)
        .get("/v1/items/{id}/similar", this::similar)
        .get("/v1/texts/{id}", this::text)
        .get("/v1/inferences/{id}", this::inference)
        .get("/v1/because/{user}/{item}", this::because)
        .get("/v1/stream/recommendations", lists.handler())
        .get("/v1/stream/text-predictions", texts.handler())
        .get("/v1/stream/inferences", inferences.handler())
        .get("/health", exchange -> ok(exchange, FeedJson.health(store.modelVersion())))
        .get("/metrics", this::metrics)
        .setFallbackHandler(
            exchange -> notFound(exchange, "no resource at " + exchange.getRequestPath()));
  }

  private void recommendations(HttpServerExchange exchange) {
    Optional<Integer> k = k(exchange);
    if (k.isEmpty()) {
      return;
    }
    String user = parameter(exchange, "id");
    Optional<Recommendation> list = store.list(user);
    if (list.isPresent()) {
      ok(exchange, FeedJson.list(list.get(), k.get()));
      return;
    }
    var popular = store.popular(k.get());
    if (popular.isEmpty()) {
      notFound(exchange, "no list for user '" + user + "' and no popular items yet");
    } else {
      ok(exchange, FeedJson.fallback(user, popular, store.modelVersion()));
    }
  }

  private void similar(HttpServerExchange exchange) {
    Optional<Integer> k = k(exchange);
    if (k.isEmpty()) {
      return;
    }
    String item = parameter(exchange, "id");
    if (store.isKnown(item)) {
      ok(exchange, FeedJson.similar(item, store.similar(item, k.get())));
    } else {
      notFound(exchange, "item '" + item + "' is in no history yet");
    }
  }

  private void text(HttpServerExchange exchange) {
    String textId = parameter(exchange, "id");
    store
        .text(textId)
        .ifPresentOrElse(
            prediction -> ok(exchange, text(exchange, prediction)),
            () -> notFound(exchange, "no prediction for text '" + textId + "'"));
  }

  private void inference(HttpServerExchange exchange) {
    String id = parameter(exchange, "id");
    store
        .inference(id)
        .ifPresentOrElse(
            inference -> ok(exchange, FeedJson.inference(inference)),
            () -> notFound(exchange, "no answer to request '" + id + "'"));
  }

  /** With its vector when the query asks for it: {@code embedding=true}. */
  private static JsonNode text(HttpServerExchange exchange, TextPrediction prediction) {
    Deque<String> asked = exchange.getQueryParameters().get("embedding");
    return asked != null && "true".equals(asked.peekFirst())
        ? FeedJson.textWithVector(prediction)
        : FeedJson.text(prediction);
  }

  private void because(HttpServerExchange exchange) {
    String user = parameter(exchange, "user");
    String item = parameter(exchange, "item");
    Optional<Recommendation> list = store.list(user);
    int place = list.map(found -> place(found, item)).orElse(-1);
    if (list.isPresent() && place >= 0) {
      ok(exchange, FeedJson.because(list.get(), place, store::weight));
    } else {
      notFound(
          exchange,
          list.isEmpty()
              ? "no list for user '" + user + "'"
              : "item '" + item + "' is not in the latest list of user '" + user + "'");
    }
  }

  private void metrics(HttpServerExchange exchange) {
    Map<String, Long> figures = new TreeMap<>(store.figures());
    figures.put(
        "freshet_feed_stream_readers",
        (long) lists.readers() + texts.readers() + inferences.readers());
    figures.put(
        "freshet_feed_stream_dropped_total",
        lists.dropped() + texts.dropped() + inferences.dropped());
    StringBuilder text = new StringBuilder();
    figures.forEach((name, value) -> text.append(name).append(' ').append(value).append('\n'));
    exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, "text/plain; version=0.0.4");
    exchange.getResponseSender().send(text.toString());
  }

  private static int place(Recommendation list, String item) {
    for (int i = 0; i < list.getItems().size(); i++) {
      if (list.getItems().get(i).getItem().equals(item)) {
        return i;
      }
    }
    return -1;
  }

  /** The parameter k; absent after a 400 was sent. */
  private static Optional<Integer> k(HttpServerExchange exchange) {
    Deque<String> given = exchange.getQueryParameters().get("k");
    String text = given == null ? Integer.toString(DEFAULT_K) : given.peekFirst();
    try {
      int k = Integer.parseInt(text);
      if (k >= 1 && k <= Recommender.MAX_SIZE) {
        return Optional.of(k);
      }
    } catch (NumberFormatException e) {
      // answered below, as a number out of range is
    }
    send(
        exchange,
        StatusCodes.BAD_REQUEST,
        FeedJson.error("k = " + text + ", expected 1 to " + Recommender.MAX_SIZE));
    return Optional.empty();
  }

  private static String parameter(HttpServerExchange exchange, String name) {
    return exchange.getAttachment(PathTemplateMatch.ATTACHMENT_KEY).getParameters().get(name);
  }

  private static void ok(HttpServerExchange exchange, JsonNode body) {
    send(exchange, StatusCodes.OK, body);
  }

  private static void notFound(HttpServerExchange exchange, String message) {
    send(exchange, StatusCodes.NOT_FOUND, FeedJson.error(message));
  }

  private static void send(HttpServerExchange exchange, int status, JsonNode body) {
    exchange.setStatusCode(status);
    exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, "application/json; charset=utf-8");
    exchange.getResponseSender().send(body.toString());
  }
}
