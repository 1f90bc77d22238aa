package io.freshet.deploy.bench;

import io.freshet.deploy.bench.models.LeakCommand;
import io.freshet.deploy.bench.models.MemoryCommand;
import io.freshet.deploy.bench.retrieval.RetrievalCommand;
import picocli.CommandLine.Command;

/** {@code freshet bench}. */
@Command(
    name = "bench",
    description = "Measures how fast it is.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel =
        "(loop | encoder | learner | kernels | state | retrieval | leak | memory)",
    subcommands = {
      LoopCommand.class,
      EncoderCommand.class,
      LearnerCommand.class,
      KernelsCommand.class,
      StateCommand.class,
      RetrievalCommand.class,
      LeakCommand.class,
      MemoryCommand.class
    })
public final class BenchCommand {}
