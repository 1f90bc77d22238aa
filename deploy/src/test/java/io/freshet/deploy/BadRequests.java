package io.freshet.deploy;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Random;

/** Requests that the ingest server has to refuse, each with the reason, from one seed. */
final class BadRequests {
  private static final byte[] LONG_BODY = new byte[(4 << 20) + 1];
  private static final String SOME = "{\"user\":\"u\",\"item\":\"i\",\"type\":\"view\"}";
  private static final int KINDS = 40;

  private final Random random;
  private final URI server;
  private final BadEvents events;

  BadRequests(long seed, URI server, BadEvents events) {
    this.random = new Random(seed);
    this.server = server;
    this.events = events;
  }

  record BadRequest(HttpRequest request, String reason) {}

  /** The kinds in turn; most of them are a bad event in a good request. */
  BadRequest request(int number) {
    switch (number % KINDS) {
      case 0:
        return new BadRequest(to("interactions").GET().build(), "method-not-allowed");
      case 1:
        return post("clicks", SOME, "not-found");
      case 2:
        return new BadRequest(
            to("interactions")
                .header("Content-Encoding", "gzip")
                .POST(BodyPublishers.ofString(SOME))
                .build(),
            "unsupported-encoding");
      case 3:
        return new BadRequest(to("interactions").POST(longBody()).build(), "too-large");
      case 4:
        return cloudEvent("1.0", "+999999999-12-31T23:59:59Z", "wrong-type");
      case 5:
        return cloudEvent("9.9", "2026-01-01T00:00:00Z", "malformed-cloud-event");
      case 6:
        return cloudEvent("1.0", "soon", "malformed-cloud-event");
      case 7:
        return otherKind();
      default:
        return event(number);
    }
  }

  private BadRequest event(int number) {
    BadEvents.Bad bad = events.bad(number);
    String media = random.nextInt(3) == 0 ? "application/x-ndjson" : "application/json";
    HttpRequest post =
        to("interactions")
            .header("Content-Type", media)
            .POST(BodyPublishers.ofByteArray(bad.body()))
            .build();
    return new BadRequest(post, bad.reason());
  }

  private BadRequest otherKind() {
    switch (random.nextInt(5)) {
      case 0:
        return post("items", "{\"item\":\"i\",\"price\":-1}", "out-of-range");
      case 1:
        return post(
            "texts", "{\"textId\":\"t\",\"text\":\"" + "ä".repeat(40_000), "malformed-json");
      case 2:
        return post("labels", "[{\"textId\":\"t\",\"task\":\"topic\"}]", "missing-field");
      case 3:
        return post("requests", "{\"user\":\"u\",\"count\":2147483648}", "out-of-range");
      default:
        return post("interactions", "[]", "malformed-json");
    }
  }

  private BadRequest cloudEvent(String version, String time, String reason) {
    return new BadRequest(
        to("interactions")
            .header("Content-Type", "application/json")
            .header("ce-specversion", version)
            .header("ce-id", "c" + random.nextInt())
            .header("ce-source", "/shop")
            .header("ce-type", "interaction")
            .header("ce-time", time)
            .POST(BodyPublishers.ofString(SOME))
            .build(),
        reason);
  }

  /** With a length that says so at once, or in pieces without one. */
  private BodyPublisher longBody() {
    return random.nextBoolean()
        ? BodyPublishers.ofByteArray(LONG_BODY)
        : BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(LONG_BODY));
  }

  private BadRequest post(String topic, String body, String reason) {
    return new BadRequest(to(topic).POST(BodyPublishers.ofString(body)).build(), reason);
  }

  private HttpRequest.Builder to(String topic) {
    return HttpRequest.newBuilder(server.resolve("/v1/events/" + topic));
  }
}
