package dev.frontdesk.launcher.admin;

import picocli.CommandLine.Command;

/** What the operator does. */
@Command(
    name = "admin",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    description = "Look after an installation.",
    subcommands = {CreateKeyCommand.class, RevokeKeyCommand.class, VerifyAuditCommand.class})
public final class AdminCommand {}
