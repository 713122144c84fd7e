package dev.frontdesk.launcher.bench;

import picocli.CommandLine.Command;

/** The benchmarks. */
@Command(
    name = "bench",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    description = "Measure a gateway under load.",
    subcommands = {SipBenchCommand.class, AdminBenchCommand.class})
public final class BenchCommand {}
