package io.freshet.ingestion.http;

import io.freshet.ingestion.ConfigArgument;
import io.freshet.ingestion.EventSink;
import io.freshet.ingestion.IngestionConfig;
import io.freshet.ingestion.kafka.EventProducer;
import io.freshet.schemas.config.ConfigFile;
import io.freshet.schemas.kafka.KafkaConfig;
import io.undertow.Handlers;
import io.undertow.Undertow;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import java.net.InetSocketAddress;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes events over HTTP: {@code POST /v1/events/{interactions|items|texts|labels|requests}},
 * {@code GET /health}, {@code GET /metrics}.
 *
 * <table>
 *   <caption>Answers to a POST</caption>
 *   <tr><td>202</td><td>all events are acknowledged by the broker</td></tr>
 *   <tr><td>207</td><td>the valid events are, the invalid ones are listed under {@code errors}
 *   </td></tr>
 *   <tr><td>400</td><td>none is valid</td></tr>
 *   <tr><td>413</td><td>body or event too large</td></tr>
 *   <tr><td>429</td><td>too many events wait for the broker: see Retry-After</td></tr>
 *   <tr><td>503</td><td>the broker did not acknowledge in time: send all of it again, what was taken
 *   is known by its id</td></tr>
 * </table>
 */
public final class IngestServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(IngestServer.class);
  private static final int WORKERS = 8;
  private static final Duration BLOCK = Duration.ofMillis(500);

  private final Undertow server;
  private final Runnable closing;

  private IngestServer(Undertow server, Runnable closing) {
    this.server = server;
    this.closing = closing;
  }

  /** {@code --config FILE}; without it, the defaults. */
  public static void main(String[] args) {
    ConfigFile config = ConfigArgument.read(args);
    IngestServer server =
        start(
            config.section("ingestion", IngestionConfig.defaults()),
            config.section("kafka", KafkaConfig.defaults()));
    Runtime.getRuntime().addShutdownHook(new Thread(server::close));
  }

  /** Starts and returns at once; the broker need not be there yet. */
  public static IngestServer start(IngestionConfig config, KafkaConfig kafka) {
    EventProducer producer = EventProducer.open(kafka, config.ackTimeout(), BLOCK);
    return start(config, producer, producer::close);
  }

  static IngestServer start(IngestionConfig config, EventSink sink, Runnable closing) {
    ServerMetrics metrics = new ServerMetrics();
    EventIntake intake = new EventIntake(config, sink, metrics, System::currentTimeMillis);
    HttpHandler handler =
        Handlers.path()
            .addPrefixPath("/v1/events", new EventsHandler(intake, metrics, config.maxBodyBytes()))
            .addExactPath("/health", exchange -> exchange.dispatch(() -> health(exchange, sink)))
            .addExactPath(
                "/metrics", exchange -> send(exchange, 200, "text/plain", metrics.text()));
    Undertow server =
        Undertow.builder()
            .addHttpListener(config.port(), config.host())
            .setWorkerThreads(WORKERS)
            .setHandler(handler)
            .build();
    server.start();
    IngestServer started = new IngestServer(server, closing);
    LOG.info("ingest server started: port {}", started.port());
    return started;
  }

  private static void health(HttpServerExchange exchange, EventSink sink) {
    boolean up = sink.isReachable();
    String broker = up ? "up" : "away";
    send(exchange, up ? 200 : 503, "application/json", "{\"broker\":\"" + broker + "\"}");
  }

  private static void send(HttpServerExchange exchange, int status, String type, String body) {
    exchange.setStatusCode(status);
    exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, type + "; charset=utf-8");
    exchange.getResponseSender().send(body);
  }

  /** The port that it listens on. */
  public int port() {
    return ((InetSocketAddress) server.getListenerInfo().get(0).getAddress()).getPort();
  }

  /** Stops listening and flushes what was taken. */
  @Override
  public void close() {
    server.stop();
    closing.run();
    LOG.info("ingest server stopped");
  }
}
