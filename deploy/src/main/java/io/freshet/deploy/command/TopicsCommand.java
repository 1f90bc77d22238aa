package io.freshet.deploy.command;

import io.freshet.deploy.kafka.BrokerConnection;
import io.freshet.deploy.kafka.TopicFigures;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code freshet topics}. */
@Command(
    name = "topics",
    description = "Lists the topics of the pipeline and what is on them.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "'offsets' is the last offset less the first: markers of transactions are counted too,",
      "and records that compaction removed.",
      "",
      "Examples:",
      "  freshet topics",
      "  freshet topics --bootstrap-servers kafka1:9092"
    })
public final class TopicsCommand implements Callable<Integer> {
  private static final String FORMAT = "%-18s %-8s %10s %12s  %-15s %s%n";

  @Mixin private KafkaOptions kafka = new KafkaOptions();
  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    try (BrokerConnection broker = BrokerConnection.open(kafka.kafka())) {
      print(spec.commandLine().getOut(), TopicFigures.read(broker));
    }
    return 0;
  }

  static void print(PrintWriter out, List<TopicFigures> topics) {
    out.printf(FORMAT, "topic", "state", "partitions", "offsets", "cleanup", "what");
    for (TopicFigures figures : topics) {
      out.printf(
          Locale.ROOT,
          FORMAT,
          figures.topic().name(),
          figures.exists() ? "exists" : "missing",
          figures.exists() ? figures.partitions() : "-",
          figures.exists() ? String.format(Locale.ROOT, "%,d", figures.records()) : "-",
          figures.topic().cleanup().value(),
          figures.topic().description());
    }
    out.flush();
  }
}
