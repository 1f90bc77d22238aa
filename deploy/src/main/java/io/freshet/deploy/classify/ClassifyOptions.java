package io.freshet.deploy.classify;

import io.freshet.schemas.config.ConfigException;
import io.freshet.scoring.text.EncoderConfig;
import io.freshet.scoring.text.TaskConfig;
import io.freshet.scoring.text.TextServingConfig;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.NullUnmarked;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** What is to be classified, by which classes, and where the answers go. */
@NullUnmarked
final class ClassifyOptions {
  private static final String ON_THE_SPOT = "label";

  @Option(
      names = "--file",
      paramLabel = "FILE",
      required = true,
      description = "Texts, one per line, or a CSV, TSV or JSON-lines file, or a folder of such.")
  private Path file;

  @Option(
      names = "--mapping",
      paramLabel = "FILE",
      description = "Mapping file: how rows become texts, and labels where they have any.")
  private Optional<Path> mapping;

  @Option(
      names = "--column",
      paramLabel = "NAME",
      defaultValue = "text",
      description = "Column or field of the texts, without a mapping; ${DEFAULT-VALUE}.")
  private String column;

  @Option(
      names = "--task",
      paramLabel = "NAME",
      split = ",",
      description = "Tasks to answer; those of scoring.text.tasks when not given.")
  private List<String> tasks;

  @ArgGroup private Classes classes = new Classes();

  @Option(
      names = "--encoder",
      paramLabel = "NAME",
      description =
          "minilm-int8, minilm-fp32, bge-small-zh or none; that of the configuration when not"
              + " given.")
  private Optional<String> encoder;

  @Option(
      names = "--abstain-below",
      paramLabel = "P",
      description = "Withhold answers that are less probable than this, 0 to 1.")
  private Optional<Double> abstainBelow;

  @Option(
      names = "--learned",
      description = "Use what the pipeline has learned so far: the models on the topic of Kafka.")
  private boolean learned;

  @Option(names = "--explain", description = "Tell the n-grams that moved each learned answer.")
  private boolean explained;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "Write the answers there: CSV when it ends in .csv, else JSON lines.")
  private Optional<Path> out;

  /** Classes that no configuration knows. */
  private static final class Classes {
    @Option(
        names = "--labels",
        paramLabel = "A,B,…",
        split = ",",
        description = "Tell texts apart by these classes, which are recognised by their names.")
    private List<String> labels;

    @Option(
        names = "--seeds",
        paramLabel = "FILE",
        description = "The same by typical sentences: a YAML file of 'class: [sentence, …]'.")
    private Optional<Path> seeds;

    private Optional<TaskConfig> given() {
      return labels == null ? seeds.map(TaskChoice::seeded) : Optional.of(TaskChoice.named(labels));
    }
  }

  TextFile file() {
    return TextFile.of(file, mapping, column);
  }

  boolean learned() {
    return learned;
  }

  boolean explained() {
    return explained;
  }

  Optional<Path> out() {
    return out;
  }

  AnswerFormat format() {
    return out.map(AnswerFormat::of).orElse(AnswerFormat.JSON_LINES);
  }

  /** The configuration, with what the options say instead. */
  TextServingConfig over(TextServingConfig configured) {
    EncoderConfig chosen = encoder.map(configured.encoder()::withName).orElse(configured.encoder());
    Optional<TaskConfig> given = classes.given();
    ConfigException.require(
        given.isEmpty() || !chosen.absent(),
        "--encoder",
        "none",
        "an encoder, which --labels and --seeds need");
    return new TextServingConfig(
        chosen,
        given.map(task -> Map.of(spotTask(), task)).orElse(configured.tasks()),
        abstainBelow.orElse(configured.abstainBelow()),
        explained ? Math.max(1, configured.explain()) : 0,
        configured.batching());
  }

  /**
   * The tasks that are answered.
   *
   * @param config with what the options say
   */
  TaskPlan plan(TextServingConfig config) {
    if (classes.given().isPresent()) {
      return new TaskPlan(List.of(spotTask()), List.of());
    }
    List<String> chosen = tasks == null ? List.of() : tasks;
    for (String task : chosen) {
      ConfigException.require(
          learned || config.tasks().containsKey(task),
          "--task",
          task,
          "one of "
              + config.tasks().keySet()
              + ", or with --learned one that the pipeline has learned");
    }
    return new TaskPlan(chosen, config.tasks().keySet().stream().sorted().toList());
  }

  private String spotTask() {
    return tasks == null ? ON_THE_SPOT : tasks.get(0);
  }
}
