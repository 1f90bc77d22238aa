package io.freshet.deploy.train;

import io.freshet.deploy.CommandException;
import io.freshet.deploy.command.KafkaOptions;
import io.freshet.deploy.evaluate.LoopConfig;
import io.freshet.deploy.evaluate.ProgressLine;
import io.freshet.deploy.evaluate.TextEncoding;
import io.freshet.deploy.train.kafka.ModelTopic;
import io.freshet.deploy.train.kafka.RowSender;
import io.freshet.ingestion.Event;
import io.freshet.ingestion.EventParser;
import io.freshet.ingestion.Limits;
import io.freshet.ingestion.mapping.MappedFile;
import io.freshet.ingestion.mapping.Mapping;
import io.freshet.ingestion.mapping.RowCounts;
import io.freshet.ingestion.mapping.RowOrder;
import io.freshet.schemas.config.ConfigException;
import io.freshet.schemas.kafka.KafkaConfig;
import io.freshet.schemas.model.RowKey;
import io.freshet.schemas.record.ParameterRow;
import io.freshet.schemas.topic.Tombstone;
import io.freshet.schemas.topic.Topics;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.NullUnmarked;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code freshet train}: models from a file, for a pipeline that starts warm. */
@NullUnmarked
@Command(
    name = "train",
    description =
        "Learns a file or folder with the pipeline's own learners, at full speed and without"
            + " servers, and publishes the models: the pipeline starts warm, or goes on warm if it"
            + " runs already.",
    mixinStandardHelpOptions = true,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:the models are published, or with --dry-run learned",
      "1:nothing could be read or published; the reason is told in one line",
      "2:the options make no sense"
    },
    footer = {
      "",
      "Published are models only: rows of the topic 'parameters'. Descriptions of",
      "items and histories of users are not: 'freshet replay' sends the events of",
      "a file through the pipeline.",
      "",
      "Examples:",
      "  freshet train --file log.csv.gz --mapping log.yaml --dry-run",
      "  freshet train --file log.csv.gz --mapping log.yaml",
      "  freshet train --file more.csv.gz --mapping log.yaml --add"
    })
public final class TrainCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--file",
      paramLabel = "FILE",
      required = true,
      description = "A CSV, TSV or JSON-lines file, gzipped or not, or a folder of such.")
  private Path file;

  @Option(
      names = "--mapping",
      paramLabel = "FILE",
      required = true,
      description = "Mapping file: how its rows become events.")
  private Path mapping;

  @Option(names = "--limit", paramLabel = "N", description = "Stops after so many rows.")
  private Optional<Long> limit;

  @Option(
      names = "--no-lists",
      description =
          "Makes no lists, which take most of the time: the ranker learns nothing, all else does.")
  private boolean noLists;

  @ArgGroup private Onto onto = new Onto();

  @Mixin private KafkaOptions kafka;

  /** What becomes of models that are on the topic already; without either they are not touched. */
  private static final class Onto {
    @Option(
        names = "--add",
        description = "Goes on learning from the models that are on the topic, and adds to them.")
    private boolean add;

    @Option(
        names = "--replace",
        description = "Removes the models that are on the topic, and publishes these instead.")
    private boolean replace;

    @Option(
        names = "--dry-run",
        description = "Learns and prints figures, but publishes nothing; needs no broker.")
    private boolean dryRun;
  }

  @Override
  public Integer call() throws InterruptedException {
    ConfigException.require(limit.orElse(1L) >= 1, "--limit", limit.orElse(1L), "at least 1");
    ConfigException.require(Files.exists(file), "--file", file, "a file or folder that exists");
    LoopConfig config = LoopConfig.of(kafka.config().read());
    Mapping rows = Mapping.read(mapping);
    if (onto.dryRun) {
      train(config, rows, Map.of());
      print("nothing published (--dry-run)");
    } else {
      publish(config, rows);
    }
    return 0;
  }

  private void publish(LoopConfig config, Mapping rows) throws InterruptedException {
    KafkaConfig address = kafka.kafka();
    try (ModelTopic topic = ModelTopic.open(address)) {
      Map<RowKey, ParameterRow> found = topic.rows();
      requireLeave(found, address);
      Trainer trainer = train(config, rows, onto.add ? found : Map.of());
      long start = System.nanoTime();
      long published = publish(trainer, onto.replace ? found : Map.of(), topic);
      print(
          String.format(
              Locale.ROOT,
              "published %,d rows to %s at %s in %.1f s",
              published,
              Topics.PARAMETERS.name(),
              address.bootstrapServers(),
              seconds(start)));
    }
  }

  private void requireLeave(Map<RowKey, ParameterRow> found, KafkaConfig address) {
    if (!found.isEmpty() && !onto.add && !onto.replace) {
      throw new CommandException(
          String.format(
              Locale.ROOT,
              "topic %s at %s holds models already (%,d rows): --add goes on from them, --replace"
                  + " removes them",
              Topics.PARAMETERS.name(),
              address.bootstrapServers(),
              found.size()));
    }
  }

  private Trainer train(LoopConfig config, Mapping rows, Map<RowKey, ParameterRow> found) {
    TrainFigures figures = new TrainFigures();
    TextEncoding encoding = TextEncoding.open(config.scoring().text());
    Trainer trainer = new Trainer(config, found, !noLists, encoding, figures);
    long start = System.nanoTime();
    RowCounts counts;
    try (encoding) {
      counts = learn(trainer, rows);
    }
    double seconds = seconds(start);
    if (encoding.rejected() > 0) {
      print(
          String.format(
              Locale.ROOT, "%,d texts too long or empty, and left out", encoding.rejected()));
    }
    trainer.forEachRow(0, figures::count);
    if (figures.rows() == 0) {
      throw new CommandException(file + " with " + mapping + " has nothing to learn from");
    }
    print(
        String.format(
            Locale.ROOT,
            "%s: %,d rows, %,d skipped, %,d rejected; learned in %.1f s, %,.0f rows/s",
            file,
            counts.rows(),
            counts.skipped(),
            counts.rejected(),
            seconds,
            counts.rows() / seconds));
    print("examples: " + figures.examples());
    print(figures.table());
    return trainer;
  }

  private RowCounts learn(Trainer trainer, Mapping mapped) {
    EventParser parser = new EventParser(Limits.defaults(), System::currentTimeMillis);
    try (MappedFile rows = MappedFile.open(file, mapped, RowOrder.time(), parser)) {
      long total = Math.min(limit.orElse(Long.MAX_VALUE), rows.total().orElse(Long.MAX_VALUE));
      ProgressLine progress =
          new ProgressLine(spec.commandLine().getErr(), "rows", total, System::nanoTime);
      while (rows.hasNext() && rows.counts().rows() < total) {
        for (Event event : rows.next().events()) {
          trainer.take(event);
        }
        progress.at(rows.counts().rows());
      }
      return rows.counts();
    }
  }

  /** A row takes the place of its old version at once; old rows without a new version go last. */
  private static long publish(
      Trainer trainer, Map<RowKey, ParameterRow> replaced, ModelTopic topic) {
    Map<RowKey, ParameterRow> left = new HashMap<>(replaced);
    Tombstone<ParameterRow> tombstone = Topics.PARAMETERS.tombstone().orElseThrow();
    try (RowSender sender = topic.sender()) {
      trainer.forEachRow(
          System.currentTimeMillis(),
          row -> {
            RowKey key = RowKey.of(row);
            if (left.remove(key) != null) {
              sender.send(tombstone.removed(key.toString()));
            }
            sender.send(row);
          });
      left.keySet().forEach(key -> sender.send(tombstone.removed(key.toString())));
      sender.flush();
      return sender.arrived();
    }
  }

  private void print(String text) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(text.stripTrailing());
    out.flush();
  }

  private static double seconds(long startNanos) {
    return Math.max(1e-9, (System.nanoTime() - startNanos) / 1e9);
  }
}
