package dev.frontdesk.launcher.bench;

import java.util.List;
import picocli.CommandLine.Option;

/** With which options the Java machine of each gateway starts. */
public final class GatewayJvm {
  @Option(
      names = "--jvm",
      paramLabel = "OPTIONS",
      description = "For each gateway's Java machine (default ${DEFAULT-VALUE}).")
  private String options;

  /** @param options unless others are given */
  public GatewayJvm(String options) {
    this.options = options;
  }

  public List<String> options() {
    return List.of(options.strip().split("\\s+", -1));
  }
}
