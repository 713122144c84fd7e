package dev.frontdesk.launcher.bench;

import dev.frontdesk.launcher.chaos.ChaosCommand;
import picocli.CommandLine.Command;

/** The benchmarks. */
@Command(
    name = "bench",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    description = "Measure a gateway under load.",
    subcommands = {
      SipBenchCommand.class,
      MediaBenchCommand.class,
      BridgeCommand.class,
      AdminBenchCommand.class,
      ChaosCommand.class
    })
public final class BenchCommand {}
