package io.freshet.deploy;

import io.freshet.deploy.bench.BenchCommand;
import io.freshet.deploy.classify.ClassifyCommand;
import io.freshet.deploy.command.RejectedCommand;
import io.freshet.deploy.command.RunCommand;
import io.freshet.deploy.command.TailCommand;
import io.freshet.deploy.command.TopicsCommand;
import io.freshet.deploy.command.UpCommand;
import io.freshet.deploy.demo.DemoCommand;
import io.freshet.deploy.evaluate.EvaluateCommand;
import io.freshet.deploy.models.ModelsCommand;
import io.freshet.deploy.train.TrainCommand;
import io.freshet.ingestion.kafka.Replay;
import io.freshet.schemas.config.ConfigException;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;

/** The command line. */
@Command(
    name = "freshet",
    description = "Learns from Kafka while it serves.",
    mixinStandardHelpOptions = true,
    versionProvider = VersionFromManifest.class,
    subcommands = {
      UpCommand.class,
      DemoCommand.class,
      RunCommand.class,
      Replay.class,
      EvaluateCommand.class,
      TrainCommand.class,
      BenchCommand.class,
      TailCommand.class,
      TopicsCommand.class,
      ClassifyCommand.class,
      ModelsCommand.class,
      RejectedCommand.class,
      HelpCommand.class
    },
    footer = {
      "",
      "Examples:",
      "  freshet demo --for 60s         everything, against a simulated world",
      "  freshet up                     everything in this process, on ./data",
      "  freshet tail recommendations   lists as they are served, as JSON",
      "  freshet topics                 what is on the broker"
    })
public final class Freshet {
  private Freshet() {}

  public static void main(String[] args) {
    System.exit(commandLine().execute(args));
  }

  static CommandLine commandLine() {
    return new CommandLine(new Freshet())
        .setExecutionExceptionHandler((error, command, parsed) -> report(error, command))
        .setCaseInsensitiveEnumValuesAllowed(true);
  }

  /** What the user can act upon is told in one line; anything else is a fault of ours. */
  private static int report(Exception error, CommandLine command) {
    PrintWriter err = command.getErr();
    if (error instanceof ConfigException || error instanceof CommandException) {
      err.println("freshet: " + error.getMessage());
    } else {
      err.println("freshet: unexpected failure");
      error.printStackTrace(err);
    }
    err.flush();
    return CommandLine.ExitCode.SOFTWARE;
  }
}
