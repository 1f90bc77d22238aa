package io.freshet.ingestion.kafka;

import io.freshet.schemas.config.ConfigException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/**
 * Replays a file or folder as events, in time order, straight to Kafka or over HTTP.
 *
 * <p>A run that was interrupted is taken up where it was, without a loss and without a double: see
 * {@link io.freshet.ingestion.replay.ResumeMark}. In a closed loop a user's next event waits for
 * the list that answers the last one, so that what the pipeline measures is what it could have
 * known.
 */
@Command(
    name = "replay",
    mixinStandardHelpOptions = true,
    description = "Replays a CSV, TSV or JSON-lines file (also .gz), or a folder, as events.")
public final class Replay implements Callable<Integer> {
  @Mixin private ReplayOptions options = new ReplayOptions();

  public static void main(String[] args) {
    System.exit(new CommandLine(new Replay()).execute(args));
  }

  /** 0, or 1 with a message when it cannot be done. */
  @Override
  public Integer call() throws InterruptedException, IOException {
    try {
      ReplayDisplay display = new ReplayDisplay(System.err, System.console() != null);
      ReplayReport report = new ReplaySession(options, display).run();
      System.out.print(report.text());
      if (options.out != null) {
        Files.writeString(
            options.out, report.json().toPrettyString() + "\n", StandardCharsets.UTF_8);
      }
      return 0;
    } catch (ConfigException | IllegalStateException e) {
      System.err.println("replay: " + e.getMessage());
      return 1;
    }
  }
}
