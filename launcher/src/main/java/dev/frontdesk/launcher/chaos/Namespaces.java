package dev.frontdesk.launcher.chaos;

import dev.frontdesk.launcher.terminal.Trouble;
import java.util.ArrayList;
import java.util.List;

/**
 * Each node in a network namespace of its own, with addresses for benchmarks (RFC 2544). The switch between them has one too, so that what
 * this machine's firewall forwards does not matter. Needs root. A cut gives the neighbours a hardware address that nobody has: what is
 * sent is lost on the way, as with a pulled cable.
 */
final class Namespaces implements Site {
  private static final String NOBODY = "02:00:00:00:00:ff";
  private static final int FIRST = 11;
  private static final int SUBNETS = 250;

  private final int number = (int) (ProcessHandle.current().pid() % SUBNETS);
  private final String name = "fdchaos" + number;
  private final String hub = name + "hub";
  private final List<String> made = new ArrayList<>();

  private Namespaces(int nodes) {
    Shell.run("ip", "netns", "add", hub);
    Shell.run("ip", "-n", hub, "link", "add", "switch", "type", "bridge");
    Shell.run("ip", "-n", hub, "link", "set", "switch", "up");
    Shell.run("ip", "link", "add", name, "type", "veth", "peer", "name", "outside", "netns", hub);
    Shell.run("ip", "-n", hub, "link", "set", "outside", "master", "switch", "up");
    Shell.run("ip", "addr", "add", outside() + "/24", "dev", name);
    Shell.run("ip", "link", "set", name, "up");
    for (int node = 0; node < nodes; node++) {
      add(node);
    }
  }

  /** @throws Trouble if this machine does not allow it */
  static Namespaces make(int nodes) {
    return new Namespaces(nodes);
  }

  /** Whether this machine allows it. */
  static boolean allowed() {
    String probe = "fdprobe" + ProcessHandle.current().pid();
    return Shell.works("ip", "netns", "add", probe) && Shell.works("ip", "netns", "del", probe);
  }

  private void add(int node) {
    String space = space(node);
    String port = "port" + node;
    Shell.run("ip", "netns", "add", space);
    made.add(space);
    Shell.run(
        "ip", "-n", hub, "link", "add", port, "type", "veth", "peer", "name", "eth0", "netns",
        space);
    Shell.run("ip", "-n", hub, "link", "set", port, "master", "switch", "up");
    Shell.run("ip", "-n", space, "link", "set", "lo", "up");
    Shell.run("ip", "-n", space, "addr", "add", host(node) + "/24", "dev", "eth0");
    Shell.run("ip", "-n", space, "link", "set", "eth0", "up");
  }

  @Override
  public String host(int node) {
    return "198.18." + number + "." + (FIRST + node);
  }

  @Override
  public String outside() {
    return "198.18." + number + ".1";
  }

  @Override
  public List<String> prefix(int node) {
    return List.of("ip", "netns", "exec", space(node));
  }

  @Override
  public boolean parts() {
    return true;
  }

  @Override
  public void cut(int node) {
    for (int other = 0; other < made.size(); other++) {
      if (other != node) {
        mislead(node, other);
        mislead(other, node);
      }
    }
  }

  @Override
  public void mend(int node) {
    for (int other = 0; other < made.size(); other++) {
      if (other != node) {
        find(node, other);
        find(other, node);
      }
    }
  }

  @Override
  public void close() {
    made.forEach(space -> Shell.works("ip", "netns", "del", space));
    Shell.works("ip", "netns", "del", hub);
  }

  private void mislead(int from, int to) {
    Shell.run(
        "ip",
        "-n",
        space(from),
        "neigh",
        "replace",
        host(to),
        "lladdr",
        NOBODY,
        "dev",
        "eth0",
        "nud",
        "permanent");
  }

  private void find(int from, int to) {
    Shell.run("ip", "-n", space(from), "neigh", "del", host(to), "dev", "eth0");
  }

  private String space(int node) {
    return name + "n" + node;
  }
}
