package dev.frontdesk.launcher.remote;

import picocli.CommandLine.Command;

/** A tenant's contacts, in numbers. */
@Command(
    name = "contacts",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    description = "Bring a tenant's contacts in and out as CSV.",
    subcommands = {ContactsImportCommand.class, ContactsExportCommand.class})
public final class ContactsCommand {}
