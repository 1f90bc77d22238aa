package io.freshet.deploy.bench;

import io.freshet.deploy.CommandException;
import io.freshet.deploy.Logs;
import io.freshet.deploy.demo.TemporaryDirectory;
import io.freshet.scoring.text.BuiltInEncoder;
import io.freshet.scoring.text.TextServingConfig;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code freshet bench encoder}. */
@Command(
    name = "encoder",
    description =
        "Measures the text encoder in a running Flink job beside the bare session of ONNX Runtime,"
            + " both with one thread on the CPU.",
    mixinStandardHelpOptions = true,
    showDefaultValues = true)
public final class EncoderCommand implements Callable<Integer> {
  @Option(
      names = "--file",
      description = "Texts: the first column of a .tsv file, or of all in a folder; else made up.")
  private @Nullable Path file;

  @Option(names = "--encoder", description = "minilm-int8, minilm-fp32 or bge-small-zh.")
  private String encoder = "minilm-int8";

  @Option(names = "--texts", description = "Texts of a round.")
  private int texts = 1024;

  @Option(names = "--rounds", description = "Rounds of the bare session and the job, in turn.")
  private int rounds = 3;

  @Option(names = "--seconds", description = "Seconds that latency is measured for.")
  private int seconds = 10;

  @Option(names = "--load", description = "Rate for latency, as a share of the job's throughput.")
  private double load = 0.7;

  @Option(names = "--batches", split = ",", description = "Texts of a batch.")
  private List<Integer> batches = List.of(1, 8, 32, 128);

  @Option(names = "--deadlines", split = ",", paramLabel = "MS", description = "Of a batch.")
  private List<Integer> deadlines = List.of(2, 10, 50);

  @Option(names = "--seed", description = "Seed of the order of texts and of when they come.")
  private long seed = 1;

  @Option(names = "--out", paramLabel = "FILE", description = "Writes the figures there as JSON.")
  private @Nullable Path out;

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    EncoderPlan plan = new EncoderPlan(texts, rounds, seconds, load, batches, deadlines, seed);
    TextServingConfig config = config();
    TemporaryDirectory logs = new TemporaryDirectory("freshet-bench-logs-");
    Logs.writeTo(logs.path());
    EncoderReport report = new EncoderRun(plan, config, sentences(), this::progress).run();
    logs.delete();
    if (out != null) {
      Files.writeString(out, report.toJson() + System.lineSeparator());
    }
    PrintWriter screen = spec.commandLine().getOut();
    screen.print(report);
    screen.flush();
    return 0;
  }

  private TextServingConfig config() {
    if (BuiltInEncoder.named(encoder).isEmpty()) {
      throw new CommandException(
          "--encoder = " + encoder + ", expected one of " + BuiltInEncoder.labels());
    }
    TextServingConfig defaults = TextServingConfig.defaults();
    return defaults.withEncoder(defaults.encoder().withName(encoder).withDevice("cpu"));
  }

  private List<String> sentences() throws IOException {
    return file == null ? Sentences.generate(texts, seed) : Sentences.read(file, seed);
  }

  private void progress(String line) {
    PrintWriter err = spec.commandLine().getErr();
    err.println(line);
    err.flush();
  }
}
