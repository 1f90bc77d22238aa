package io.freshet.deploy.evaluate;

import io.freshet.deploy.CommandException;
import io.freshet.deploy.command.ConfigOption;
import io.freshet.ingestion.Event;
import io.freshet.ingestion.mapping.Mapping;
import io.freshet.ingestion.mapping.RowOrder;
import io.freshet.schemas.config.ConfigException;
import io.freshet.schemas.config.ConfigFile;
import io.freshet.scoring.ScoringConfig;
import io.freshet.scoring.text.TextServingConfig;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.NullUnmarked;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code freshet evaluate}: how good the shipped models are on a file. */
@NullUnmarked
@Command(
    name = "evaluate",
    description =
        "Test-then-learn on a file or folder, without servers: every event is predicted by the"
            + " shipped models and by naive baselines, then learned.",
    mixinStandardHelpOptions = true)
public final class EvaluateCommand implements Callable<Integer> {
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

  @Option(
      names = "--task",
      defaultValue = "next-item",
      description = "${COMPLETION-CANDIDATES}; default ${DEFAULT-VALUE}.")
  private Task task;

  @Option(
      names = "--warm-up",
      paramLabel = "SHARE",
      description = "Share of the events that is only learned; default 0.3 for next-item, else 0.")
  private Optional<Double> warmUp;

  @Option(
      names = "--shuffle-seed",
      paramLabel = "N",
      description = "Takes the rows in a random order; in time order when not given.")
  private Optional<Long> shuffleSeed;

  @Option(
      names = "--label-delay",
      paramLabel = "N",
      description =
          "Texts between a text and the use of its label; default: what the mapping says.")
  private Optional<Integer> labelDelay;

  @Option(
      names = "--limit",
      paramLabel = "N",
      description = "Stops after so many events of the kind that is predicted.")
  private Optional<Long> limit;

  @Option(
      names = "--parallelism",
      paramLabel = "N",
      description =
          "So many learners, each of its share of the users or texts, whose deltas are merged;"
              + " what is predicted with are merged rows. Without this and --sync-events a single"
              + " learner, whose model is predicted with as it is.")
  private Optional<Integer> parallelism;

  @Option(
      names = "--sync-events",
      paramLabel = "N",
      description =
          "Examples between two merges of parallel learners; default "
              + Replication.DEFAULT_SYNC_EXAMPLES
              + ".")
  private Optional<Integer> syncEvents;

  @Option(
      names = "--encoder",
      paramLabel = "NAME",
      description =
          "Text encoder of classify: none, minilm-int8, minilm-fp32 or bge-small-zh; default: the"
              + " configured one.")
  private Optional<String> encoder;

  @Option(names = "--ablation", description = "Shows every part of the next-item blend alone, too.")
  private boolean ablation;

  @Option(
      names = {"--json", "--out"},
      paramLabel = "FILE",
      description = "Writes the figures, their intervals and curves there as JSON.")
  private Optional<Path> json;

  @Option(
      names = "--html",
      paramLabel = "FILE",
      description =
          "Writes a page there: the table, curves over time, data and configuration. It needs no"
              + " other file and no network.")
  private Optional<Path> html;

  @Mixin private ConfigOption config;

  @Override
  public Integer call() {
    requireFolder("--json", json);
    requireFolder("--html", html);
    LoopConfig loop = LoopConfig.of(encoder.map(this::withEncoder).orElseGet(config::read));
    Report report = evaluate(loop, read());
    spec.commandLine().getOut().print(ReportTable.render(report));
    spec.commandLine().getOut().flush();
    if (json.isPresent()) {
      write(json.get(), ReportJson.render(report) + System.lineSeparator());
    }
    if (html.isPresent()) {
      write(html.get(), HtmlReport.render(report));
    }
    return 0;
  }

  private ConfigFile withEncoder(String name) {
    ConfigFile file = config.read();
    TextServingConfig text = file.section(ScoringConfig.SECTION, ScoringConfig.defaults()).text();
    return file.with(
        ScoringConfig.SECTION, "text", text.withEncoder(text.encoder().withName(name)));
  }

  /** An evaluation may take minutes: that its report has no place is said before it. */
  private static void requireFolder(String option, Optional<Path> file) {
    Optional<Path> folder = file.map(path -> path.toAbsolutePath().getParent());
    requireOption(
        folder.isEmpty() || Files.isDirectory(folder.get()),
        option,
        file.orElse(null),
        "a file in a folder that exists");
  }

  private static void write(Path file, String text) {
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new CommandException("the report cannot be written to " + file + ": " + e, e);
    }
  }

  private EventLog read() {
    requireOption(limit.orElse(1L) >= 1, "--limit", limit, "at least 1");
    EventLog log =
        EventLog.read(
            file,
            Mapping.read(mapping),
            shuffleSeed.map(RowOrder::shuffled).orElseGet(RowOrder::time),
            task.predicted(),
            limit.orElse(Long.MAX_VALUE),
            System::currentTimeMillis);
    err().println(summary(log));
    err().flush();
    if (log.predicted() == 0) {
      throw new CommandException(
          file + " with " + mapping + " has no " + task.predicted().code() + " to predict");
    }
    return log;
  }

  private Report evaluate(LoopConfig loop, EventLog log) {
    Plan plan = plan(log);
    Evaluation evaluation = task.evaluation(loop, plan, replication());
    long start = System.nanoTime();
    take(log, evaluation);
    double seconds = (System.nanoTime() - start) / 1e9;
    return new Report(
        task.toString(),
        facts(log, plan),
        evaluation.tested(),
        seconds,
        evaluation.scorecards(),
        evaluation.learnRate(),
        loop.toYaml());
  }

  private Optional<Replication> replication() {
    return parallelism.isEmpty() && syncEvents.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Replication(
                parallelism.orElse(1), syncEvents.orElse(Replication.DEFAULT_SYNC_EXAMPLES)));
  }

  private Plan plan(EventLog log) {
    double share = warmUp.orElse(task.defaultWarmUp());
    requireOption(share >= 0 && share < 1, "--warm-up", share, "in [0, 1)");
    int delay = labelDelay.orElseGet(() -> Mapping.read(mapping).labelDelay());
    requireOption(delay >= 0, "--label-delay", delay, "0 or more");
    requireOption(
        !ablation || task == Task.NEXT_ITEM,
        "--ablation with --task",
        task,
        Task.NEXT_ITEM.toString());
    return new Plan(log.predicted(), (long) (share * log.predicted()), delay, ablation);
  }

  private DataFacts facts(EventLog log, Plan plan) {
    return new DataFacts(
        file.toString(), mapping.toString(), log.counts(), plan, limit, shuffleSeed);
  }

  private void take(EventLog log, Evaluation evaluation) {
    ProgressLine progress =
        new ProgressLine(err(), "events", log.events().size(), System::nanoTime);
    long done = 0;
    for (Event event : log.events()) {
      evaluation.take(event);
      progress.at(++done);
    }
    evaluation.finish();
  }

  private String summary(EventLog log) {
    return String.format(
        Locale.ROOT,
        "%s: %,d rows, %,d skipped, %,d rejected; %,d events to predict",
        file,
        log.counts().rows(),
        log.counts().skipped(),
        log.counts().rejected(),
        log.predicted());
  }

  private PrintWriter err() {
    return spec.commandLine().getErr();
  }

  private static void requireOption(boolean valid, String option, Object value, String expected) {
    ConfigException.require(valid, option, value, expected);
  }
}
