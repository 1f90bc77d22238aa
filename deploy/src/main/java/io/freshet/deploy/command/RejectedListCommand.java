package io.freshet.deploy.command;

import io.freshet.deploy.json.AvroJson;
import io.freshet.deploy.kafka.BrokerConnection;
import io.freshet.deploy.kafka.DeadLetters;
import io.freshet.deploy.redrive.RedriveFilter;
import io.freshet.schemas.record.Rejected;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code freshet rejected list}. */
@Command(
    name = "list",
    description = "Lists dead letters, oldest first, and counts them by stage and reason.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Examples:",
      "  freshet rejected list",
      "  freshet rejected list --reason out-of-range --max 20",
      "  freshet tail rejected --from beginning --until-end   as JSON, with all bytes"
    })
public final class RejectedListCommand implements Callable<Integer> {
  private static final int SHOWN = 100;

  @Mixin private RejectedOptions options = new RejectedOptions();

  @Option(
      names = "--max",
      paramLabel = "N",
      description = "Print N letters at most; all are counted.")
  private long max = Long.MAX_VALUE;

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    RedriveFilter filter = options.filter();
    Map<String, Long> counts = new TreeMap<>();
    try (BrokerConnection broker = BrokerConnection.open(options.kafka().kafka())) {
      new DeadLetters(broker, options.topic())
          .forEach(
              (partition, offset, letter) -> {
                if (filter.matches(letter)) {
                  if (counts.values().stream().mapToLong(Long::longValue).sum() < max) {
                    out.println(line(offset, letter));
                  }
                  counts.merge(letter.getStage() + " " + letter.getReason(), 1L, Long::sum);
                }
              });
    }
    counts.forEach((kind, count) -> out.printf("%,8d  %s%n", count, kind));
    out.printf("%,8d  in all%n", counts.values().stream().mapToLong(Long::longValue).sum());
    out.flush();
    return 0;
  }

  static String line(long offset, Rejected letter) {
    return String.join(
        "  ",
        "#" + offset,
        Instant.ofEpochMilli(letter.getTime()).toString(),
        letter.getStage(),
        letter.getReason(),
        source(letter) + " → " + (letter.getTarget().isEmpty() ? "?" : letter.getTarget()),
        shortened(letter.getMessage()),
        shortened(AvroJson.bytes(letter.getPayload()).toString()));
  }

  private static String source(Rejected letter) {
    String place = letter.getTopic().isEmpty() ? "http" : letter.getTopic();
    String partition = letter.getPartition() < 0 ? "" : "-" + letter.getPartition();
    return place + partition + (letter.getOffset() < 0 ? "" : "@" + letter.getOffset());
  }

  private static String shortened(String text) {
    return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…";
  }
}
