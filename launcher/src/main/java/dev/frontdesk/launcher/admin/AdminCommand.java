package dev.frontdesk.launcher.admin;

import picocli.CommandLine.Command;

/** What the operator does. */
@Command(
    name = "admin",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    description = "Look after an installation.",
    subcommands = VerifyAuditCommand.class)
public final class AdminCommand {}
