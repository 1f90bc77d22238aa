package io.freshet.ingestion.kafka;

import io.freshet.ingestion.ContentId;
import io.freshet.ingestion.EventParser;
import io.freshet.ingestion.EventSink;
import io.freshet.ingestion.Limits;
import io.freshet.ingestion.http.HttpEventSink;
import io.freshet.ingestion.mapping.MappedFile;
import io.freshet.ingestion.mapping.Mapping;
import io.freshet.ingestion.replay.ClosedLoop;
import io.freshet.ingestion.replay.ProgressLine;
import io.freshet.ingestion.replay.ReplaySequence;
import io.freshet.ingestion.replay.ResumeMark;
import io.freshet.ingestion.replay.StateFile;
import io.freshet.schemas.config.ConfigException;
import io.freshet.schemas.config.DurationText;
import io.freshet.schemas.kafka.KafkaConfig;
import io.freshet.schemas.kafka.TopicCreator;
import io.freshet.schemas.record.Progress;
import io.freshet.schemas.topic.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Opens everything that one replay needs, runs it, and closes it again. */
final class ReplaySession {
  private static final Duration FOREVER = Duration.ofMillis(Integer.MAX_VALUE);

  private static final Duration FIRST_ANSWER = Duration.ofSeconds(20);

  private final ReplayOptions options;
  private final ReplayDisplay display;
  private final KafkaConfig kafka;
  private final Mapping mapping;
  private final int labelDelay;
  private final SentEvents sentEvents;

  ReplaySession(ReplayOptions options, ReplayDisplay display) {
    this.options = options;
    this.display = display;
    this.kafka = options.kafka();
    this.mapping = Mapping.read(options.mapping);
    this.labelDelay = options.labelDelayOr(mapping.labelDelay());
    this.sentEvents = new SentEvents(mapping.kinds());
  }

  ReplayReport run() throws InterruptedException {
    StateFile state = stateFile();
    TopicCreator.createMissing(kafka);
    EventParser parser = new EventParser(Limits.defaults(), System::currentTimeMillis);
    try (MappedFile file = MappedFile.open(options.file, mapping, options.order(), parser);
        TopicEnds ends = new TopicEnds(kafka, topics());
        EventProducer producer = EventProducer.open(kafka, FOREVER, FOREVER)) {
      ReplayResult result = replay(file, state, ends, producer);
      return new ReplayReport(options.file.toString(), file.counts(), result, figures());
    }
  }

  private ReplayResult replay(
      MappedFile file, StateFile state, TopicEnds ends, EventProducer producer)
      throws InterruptedException {
    Optional<ResumeMark> before = options.restart ? Optional.empty() : state.read();
    ResumeMark mark = before.orElseGet(() -> firstMark(state, ends));
    Set<String> sent =
        before.isPresent() ? sentEvents.idsFrom(kafka, mark.positions()) : new HashSet<>();
    EventSink events = options.overHttp == null ? producer : new HttpEventSink(options.overHttp);
    ReplayLoop loop =
        new ReplayLoop(
            sequence(file),
            closedLoop(),
            new ReplayLoop.Links(events, producer, ends, state, display),
            new ReplayLoop.Settings(
                mark.index(),
                sent,
                options.speedFactor(),
                options.skew(),
                new ProgressLine(file.total(), System.currentTimeMillis())));
    return run(loop, mark.positions(), events);
  }

  private ReplayResult run(ReplayLoop loop, Map<String, Long> positions, EventSink events)
      throws InterruptedException {
    AnswerReader answers =
        options.closedLoop ? new AnswerReader(kafka, positions, loop::answered) : null;
    try {
      return loop.run();
    } finally {
      if (answers != null) {
        answers.close();
      }
      if (events instanceof HttpEventSink http) {
        http.close();
      }
    }
  }

  private ReplaySequence sequence(MappedFile file) {
    return new ReplaySequence(
        file, mapping, new ReplaySequence.Settings(options.closedLoop, options.limit, labelDelay));
  }

  private ClosedLoop closedLoop() {
    return new ClosedLoop(
        options.inFlight,
        options.textsInFlight,
        DurationText.parse(options.loopTimeout).toMillis());
  }

  private static ResumeMark firstMark(StateFile state, TopicEnds ends) {
    ResumeMark mark =
        new ResumeMark(
            0, ends.now().orElseThrow(() -> new ConfigException("Kafka does not answer")));
    state.write(mark);
    return mark;
  }

  private List<Topic<?>> topics() {
    List<Topic<?>> topics = new ArrayList<>(sentEvents.topics());
    if (options.closedLoop) {
      topics.addAll(AnswerReader.TOPICS);
    }
    return topics;
  }

  /** A position is good for one Kafka cluster only. */
  private StateFile stateFile() {
    String cluster =
        new BrokerProbe(kafka)
            .awaitClusterId(FIRST_ANSWER)
            .orElseThrow(
                () ->
                    new ConfigException(
                        "Kafka at " + kafka.bootstrapServers() + " does not answer"));
    String id = ContentId.of(cluster + '|' + options.identity(labelDelay)).substring(0, 12);
    return new StateFile(options.stateDir.resolve(mapping.name() + '-' + id + ".json"));
  }

  private List<Progress> figures() throws InterruptedException {
    Duration wait = DurationText.parse(options.waitForFigures);
    return wait.isZero() ? List.of() : FigureWatch.await(kafka, wait);
  }
}
