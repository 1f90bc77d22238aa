package io.freshet.deploy.command;

import picocli.CommandLine.Command;

/** {@code freshet rejected}. */
@Command(
    name = "rejected",
    description = "Shows what could not be taken, and sends it through again.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "(list | redrive)",
    subcommands = {RejectedListCommand.class, RejectedRedriveCommand.class},
    footer = {
      "",
      "Examples:",
      "  freshet rejected list --reason missing-field",
      "  freshet rejected redrive --stage ingest-job --dry-run"
    })
public final class RejectedCommand {}
