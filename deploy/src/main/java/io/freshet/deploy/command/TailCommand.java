package io.freshet.deploy.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.freshet.deploy.kafka.BrokerConnection;
import io.freshet.deploy.kafka.TopicTail;
import io.freshet.schemas.topic.Topic;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code freshet tail}. */
@Command(
    name = "tail",
    description = "Prints the records of a topic, one JSON object per line.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Examples:",
      "  freshet tail recommendations",
      "  freshet tail user-features --from beginning --filter u42",
      "  freshet tail outcomes --from beginning --until-end | jq .value.status"
    })
public final class TailCommand implements Callable<Integer> {
  private enum From {
    BEGINNING,
    END
  }

  @Mixin private KafkaOptions kafka = new KafkaOptions();

  @Parameters(paramLabel = "TOPIC", description = "Name of a topic; 'freshet topics' lists them.")
  private String topic = "";

  @Option(
      names = "--from",
      paramLabel = "beginning|end",
      description = "Where to begin; at the end when not given.")
  private From from = From.END;

  @Option(names = "--until-end", description = "Stop at the last record instead of waiting.")
  private boolean untilEnd;

  @Option(names = "--max", paramLabel = "N", description = "Stop after N records.")
  private long max = Long.MAX_VALUE;

  @Option(names = "--filter", paramLabel = "KEY", description = "Only records with this key.")
  private @Nullable String key;

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    Topic<?> known = CatalogueTopics.named(topic);
    PrintWriter out = spec.commandLine().getOut();
    try (BrokerConnection broker = BrokerConnection.open(kafka.kafka())) {
      new TopicTail(broker, known)
          .read(
              new TopicTail.Request(
                  from == From.BEGINNING, !untilEnd, max, Optional.ofNullable(key)),
              line -> print(out, line));
    }
    return 0;
  }

  /** Answers whether the reader of the output is still there. */
  private static boolean print(PrintWriter out, ObjectNode line) {
    out.println(line);
    return !out.checkError();
  }
}
