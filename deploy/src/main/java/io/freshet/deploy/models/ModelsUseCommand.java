package io.freshet.deploy.models;

import io.freshet.deploy.CommandException;
import io.freshet.deploy.command.KafkaOptions;
import io.freshet.deploy.models.kafka.VersionTopics;
import io.freshet.schemas.config.DurationText;
import io.freshet.schemas.record.Alert;
import io.freshet.schemas.record.ModelVersion;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.NullUnmarked;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code freshet models use}. */
@NullUnmarked
@Command(
    name = "use",
    description = "Puts a model file in place of another, without a restart.",
    mixinStandardHelpOptions = true,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:the version is in use",
      "1:it was refused, or could not be put on the topic; the reason is told",
      "2:the options make no sense",
      "3:nothing was heard of it in time; it may be in use later"
    },
    footer = {
      "",
      "Only the pointer goes through Kafka: the file has to be where the scoring job can",
      "read it. The job loads it beside the old one, tries it on the next records, and",
      "refuses a version that fails; the old one then stays.",
      "",
      "Examples:",
      "  freshet models use --role text-encoder --model all-MiniLM-L6-v2 --model-version 2 \\",
      "      --uri file:///models/encoder.zip",
      "  freshet models use --role text-encoder --model minilm --model-version 3 \\",
      "      --uri https://models.example/encoder.zip --sha256 9f86d0…"
    })
public final class ModelsUseCommand implements Callable<Integer> {
  static final int NOT_HEARD_OF = 3;

  @Spec private CommandSpec spec;

  @Option(
      names = "--role",
      paramLabel = "ROLE",
      defaultValue = "text-encoder",
      description = "Place that it takes: text-encoder, or the name of a configured model.")
  private String role;

  @Option(
      names = "--model",
      paramLabel = "NAME",
      required = true,
      description = "What it is, such as all-MiniLM-L6-v2.")
  private String model;

  @Option(
      names = "--model-version",
      paramLabel = "VERSION",
      required = true,
      description = "Its version; told with every prediction.")
  private String version;

  @Option(
      names = "--uri",
      paramLabel = "URI",
      required = true,
      description = "The file: classpath:, file:, https: or http:.")
  private String uri;

  @Option(
      names = "--sha256",
      paramLabel = "HEX",
      description =
          "Checksum of the file. May be left out for a file on this machine, where it is computed,"
              + " and for what the program brings itself.")
  private Optional<String> sha256;

  @Option(
      names = "--timeout",
      paramLabel = "TIME",
      defaultValue = "30s",
      description = "How long to wait for word of it; ${DEFAULT-VALUE} when not given.")
  private String timeout;

  @Mixin private KafkaOptions kafka;

  @Override
  public Integer call() throws InterruptedException {
    Duration patience = DurationText.parse(timeout);
    ModelPointer pointer = ModelPointer.check(uri, sha256);
    try (VersionTopics topics = VersionTopics.open(kafka.kafka())) {
      ModelVersion record = record(pointer);
      Optional<Alert> alert =
          topics.publish(record, heard -> Swaps.isAbout(heard, record), patience);
      return tell(record, alert);
    }
  }

  private ModelVersion record(ModelPointer pointer) {
    long now = System.currentTimeMillis();
    return new ModelVersion(role, model, version, pointer.uri(), pointer.sha256(), now);
  }

  private int tell(ModelVersion record, Optional<Alert> alert) {
    PrintWriter out = spec.commandLine().getOut();
    if (alert.isEmpty()) {
      out.printf(
          "%s = %s version %s is on the topic; nothing was heard of it within %s: perhaps it is in"
              + " use already, or the scoring job does not run, or gets no records to try it on;"
              + " 'freshet models list' tells later%n",
          record.getRole(), record.getModel(), record.getVersion(), timeout);
      out.flush();
      return NOT_HEARD_OF;
    }
    if (Swaps.isRefusal(alert.get())) {
      throw new CommandException(alert.get().getMessage());
    }
    out.println(alert.get().getMessage());
    out.flush();
    return 0;
  }
}
