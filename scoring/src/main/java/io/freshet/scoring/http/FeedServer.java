package io.freshet.scoring.http;

import io.freshet.schemas.config.ConfigFile;
import io.freshet.schemas.kafka.KafkaConfig;
import io.freshet.schemas.model.ModelsConfig;
import io.freshet.schemas.record.Inference;
import io.freshet.schemas.record.Recommendation;
import io.freshet.schemas.record.TextPrediction;
import io.freshet.schemas.topic.Topics;
import io.freshet.scoring.Arguments;
import io.freshet.scoring.FeedConfig;
import io.freshet.scoring.FeedStore;
import io.freshet.scoring.ScoringConfig;
import io.freshet.scoring.kafka.TopicTail;
import io.undertow.Undertow;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/**
 * Serves predictions over HTTP, materialised from the topics: lists, similar items, texts, answers
 * of configured models, reasons, and the prediction topics as server-sent events.
 */
public final class FeedServer implements AutoCloseable {
  private final FeedStore store;
  private final EventStream lists;
  private final EventStream texts;
  private final EventStream inferences;
  private final Undertow server;
  private final List<TopicTail<?>> tails = new ArrayList<>();

  /** A server over an empty store, which {@code accept} fills. */
  FeedServer(FeedConfig config, ModelsConfig models) {
    this.store = new FeedStore(config, models);
    this.lists = new EventStream("recommendation", config.streamBuffer());
    this.texts = new EventStream("text-prediction", config.streamBuffer());
    this.inferences = new EventStream("inference", config.streamBuffer());
    this.server =
        Undertow.builder()
            .addHttpListener(
                config.port(),
                config.host(),
                new FeedRoutes(store, lists, texts, inferences).handler())
            .setIoThreads(2)
            .setWorkerThreads(2)
            .build();
    server.start();
  }

  /** Starts a server that follows the topics. */
  public static FeedServer start(ScoringConfig scoring, ModelsConfig models, KafkaConfig kafka) {
    FeedConfig config = scoring.feed();
    FeedServer server = new FeedServer(config, models);
    server.tails.add(
        TopicTail.start(kafka, Topics.PARAMETERS, TopicTail.ALL, server.store::accept));
    server.tails.add(
        TopicTail.start(
            kafka, Topics.RECOMMENDATIONS, config.users(), (list, offset) -> server.accept(list)));
    server.tails.add(
        TopicTail.start(
            kafka,
            Topics.TEXT_PREDICTIONS,
            config.texts(),
            (prediction, offset) -> server.accept(prediction)));
    server.tails.add(
        TopicTail.start(
            kafka,
            Topics.INFERENCES,
            config.inferences(),
            (inference, offset) -> server.accept(inference)));
    return server;
  }

  /** The port that it listens on. */
  public int port() {
    return ((InetSocketAddress) server.getListenerInfo().get(0).getAddress()).getPort();
  }

  @Override
  public void close() throws InterruptedException {
    for (TopicTail<?> tail : tails) {
      tail.close();
    }
    server.stop();
  }

  void accept(Recommendation list) {
    store.accept(list);
    lists.publish(
        list.getUser(), list.getId(), () -> FeedJson.list(list, list.getItems().size()).toString());
  }

  void accept(TextPrediction prediction) {
    store.accept(prediction);
    texts.publish(
        prediction.getTextId(), prediction.getTextId(), () -> FeedJson.text(prediction).toString());
  }

  void accept(Inference inference) {
    store.accept(inference);
    inferences.publish(
        inference.getModel(), inference.getId(), () -> FeedJson.inference(inference).toString());
  }

  FeedStore store() {
    return store;
  }

  /** {@code --config FILE}; runs until the process is stopped. */
  public static void main(String[] args) throws InterruptedException {
    ConfigFile config = Arguments.config(args);
    CountDownLatch stopped = new CountDownLatch(1);
    Runtime.getRuntime().addShutdownHook(new Thread(stopped::countDown));
    try (FeedServer server =
        start(
            config.section(ScoringConfig.SECTION, ScoringConfig.defaults()),
            config.section("models", ModelsConfig.defaults()),
            config.section("kafka", KafkaConfig.defaults()))) {
      stopped.await();
    }
  }
}
