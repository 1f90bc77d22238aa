package io.freshet.deploy.bench;

import picocli.CommandLine.Command;

/** {@code freshet bench}. */
@Command(
    name = "bench",
    description = "Measures how fast it is.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "(loop | learner | kernels | state)",
    subcommands = {
      LoopCommand.class,
      LearnerCommand.class,
      KernelsCommand.class,
      StateCommand.class
    })
public final class BenchCommand {}
