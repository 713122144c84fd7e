package dev.frontdesk.launcher.admin;

import picocli.CommandLine.Command;

/** What an operator does to an installation now and then. */
@Command(
    name = "admin",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    description = "Look after an installation.",
    subcommands = {
      CreateKeyCommand.class,
      RevokeKeyCommand.class,
      RotateMasterKeyCommand.class,
      VerifyAuditCommand.class
    })
public final class AdminCommand {}
