package dev.frontdesk.launcher.remote;

import picocli.CommandLine.Command;

/** A business's carrier account at Twilio. */
@Command(
    name = "twilio",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    description = "Bring in what a Twilio account has.",
    subcommands = {SyncNumbersCommand.class})
public final class TwilioCommand {}
