package io.freshet.deploy.classify;

import io.freshet.deploy.CommandException;
import io.freshet.deploy.TextEncoders;
import io.freshet.deploy.command.KafkaOptions;
import io.freshet.ingestion.mapping.MappedFile;
import io.freshet.schemas.config.ConfigFile;
import io.freshet.schemas.model.ModelsConfig;
import io.freshet.schemas.record.Text;
import io.freshet.scoring.ModelViews;
import io.freshet.scoring.ScoringConfig;
import io.freshet.scoring.TextClassifier;
import io.freshet.scoring.inference.InferenceModel;
import io.freshet.scoring.text.EncodedText;
import io.freshet.scoring.text.TextServingConfig;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.NullUnmarked;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code freshet classify}. */
@NullUnmarked
@Command(
    name = "classify",
    description =
        "Classifies the texts of a file: by classes that are known by name or by a few sentences,"
            + " and by what the pipeline has learned so far.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "No pipeline is needed, except for --learned, which reads the models from Kafka.",
      "Without --mapping a .csv or .tsv file has a header, a .jsonl file an object per",
      "line, and any other file a text per line; all of them may be gzipped (.gz).",
      "Answers go to the output or to --out, all else to the error output.",
      "",
      "Examples:",
      "  freshet classify --file reviews.txt",
      "  freshet classify --file news.csv --column TITLE --labels business,health,technology",
      "  freshet classify --file mails.jsonl --column body --seeds kinds.yaml --out kinds.csv",
      "  freshet classify --file reviews.txt --learned --abstain-below 0.7 --explain"
    })
public final class ClassifyCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private ClassifyOptions options;
  @Mixin private KafkaOptions kafka;

  @Override
  public Integer call() throws Exception {
    ConfigFile file = kafka.config().read();
    ModelsConfig models = file.section("models", ModelsConfig.defaults());
    TextServingConfig config =
        options.over(file.section(ScoringConfig.SECTION, ScoringConfig.defaults()).text());
    TextFile input = options.file();
    TaskPlan plan = options.plan(config);
    classify(input, plan, config, new TextClassifier(models, config, views(models)));
    return 0;
  }

  private ModelViews views(ModelsConfig models) throws InterruptedException {
    ModelViews views = new ModelViews(models);
    if (options.learned()) {
      tell(LearnedTexts.read(kafka.kafka(), views));
    }
    return views;
  }

  private void classify(
      TextFile input, TaskPlan plan, TextServingConfig config, TextClassifier classifier) {
    Optional<InferenceModel<Text, EncodedText>> encoder = TextEncoders.open(config);
    tell("text encoder: " + encoder.map(TextEncoders::describe).orElse("none"));
    try (PrintWriter out = open()) {
      Answers answers =
          new Answers(out, err(), options.format(), options.explained(), System::nanoTime);
      classify(input, new FileClassifier(classifier, encoder, plan, answers), answers);
      requireWritten(out);
    } finally {
      encoder.ifPresent(InferenceModel::close);
    }
  }

  private static void classify(TextFile input, FileClassifier classifier, Answers answers) {
    long count;
    try (MappedFile rows = input.open()) {
      while (rows.hasNext()) {
        classifier.take(rows.next());
        answers.progress(rows.counts().rows());
      }
      classifier.flush();
      count = rows.counts().rows();
    }
    answers.finish(count);
    if (answers.isEmpty()) {
      throw new CommandException(input.path() + " has no text that could be classified");
    }
  }

  private PrintWriter open() {
    if (options.out().isEmpty()) {
      return spec.commandLine().getOut();
    }
    Path path = options.out().get();
    try {
      return new PrintWriter(Files.newBufferedWriter(path, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new CommandException("--out " + path + " cannot be written: " + e.getMessage(), e);
    }
  }

  private void requireWritten(PrintWriter out) {
    if (out.checkError()) {
      String where = options.out().map(Path::toString).orElse("the output");
      throw new CommandException("not all answers could be written to " + where);
    }
  }

  private PrintWriter err() {
    return spec.commandLine().getErr();
  }

  private void tell(String line) {
    err().println(line);
    err().flush();
  }
}
