package io.freshet.deploy.command;

import io.freshet.deploy.kafka.BrokerConnection;
import io.freshet.deploy.kafka.Redriver;
import io.freshet.ingestion.EventParser;
import io.freshet.ingestion.IngestionConfig;
import java.io.PrintWriter;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code freshet rejected redrive}. */
@Command(
    name = "redrive",
    description = "Sends dead letters through again, each once.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "What came from a topic goes back to it as it was; what came over HTTP or from a file is",
      "parsed again and goes to the topic it was meant for. One that fails again is a new dead",
      "letter. Duplicates are left, unless --reason duplicate asks for them.",
      "",
      "Examples:",
      "  freshet rejected redrive --dry-run",
      "  freshet rejected redrive --reason too-large --config raised-limits.yaml",
      "  freshet rejected redrive --topic late"
    })
public final class RejectedRedriveCommand implements Callable<Integer> {
  @Mixin private RejectedOptions options = new RejectedOptions();

  @Option(names = "--dry-run", description = "Only say what would be done.")
  private boolean dryRun;

  @Option(names = "--again", description = "Also those that were sent through before.")
  private boolean again;

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    Map<Redriver.Fate, Long> counts = new EnumMap<>(Redriver.Fate.class);
    try (BrokerConnection broker = BrokerConnection.open(options.kafka().kafka())) {
      run(
          new Redriver(broker, options.topic(), parser()),
          step -> {
            counts.merge(step.fate(), 1L, Long::sum);
            out.println(line(step));
          });
    }
    out.printf(
        "%s%,d sent, %,d left, %,d still not valid%n",
        dryRun ? "dry run: " : "",
        counts.getOrDefault(Redriver.Fate.SENT, 0L),
        counts.getOrDefault(Redriver.Fate.LEFT, 0L),
        counts.getOrDefault(Redriver.Fate.STILL_INVALID, 0L));
    out.flush();
    return 0;
  }

  private void run(Redriver redriver, java.util.function.Consumer<Redriver.Step> steps) {
    if (dryRun) {
      redriver.tell(options.filter(), again, steps);
    } else {
      redriver.send(options.filter(), again, steps);
    }
  }

  private EventParser parser() {
    IngestionConfig ingestion =
        options.kafka().config().read().section("ingestion", IngestionConfig.defaults());
    return new EventParser(ingestion.limits(), System::currentTimeMillis);
  }

  static String line(Redriver.Step step) {
    String outcome =
        switch (step.fate()) {
          case SENT -> "sent to ";
          case LEFT -> "left: ";
          case STILL_INVALID -> "still not valid: ";
        };
    return String.join(
        "  ",
        "#" + step.offset(),
        step.letter().getStage(),
        step.letter().getReason(),
        outcome + step.detail());
  }
}
