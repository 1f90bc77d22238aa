package io.freshet.deploy.models;

import picocli.CommandLine.Command;

/** {@code freshet models}. */
@Command(
    name = "models",
    description = "Shows and changes which model files the scoring job uses, while it runs.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "(list | use)",
    subcommands = {ModelsListCommand.class, ModelsUseCommand.class},
    footer = {
      "",
      "Examples:",
      "  freshet models list",
      "  freshet models use --role text-encoder --model all-MiniLM-L6-v2 --model-version 2 \\",
      "      --uri file:///models/encoder.zip"
    })
public final class ModelsCommand {}
