package dev.frontdesk.simulator.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a process and its children have used, as Linux tells it. Reads files, so not for an event loop.
 *
 * @param cpuMs user and system time since each was started
 * @param rssBytes resident memory now
 */
public record ProcessFigures(long cpuMs, long rssBytes) {
  private static final int MS_PER_TICK = 10;
  private static final int UTIME = 11;
  private static final int STIME = 12;

  /** Empty where there is no {@code /proc}, or no such process. */
  public static Optional<ProcessFigures> of(long pid) {
    long cpu = 0;
    long rss = 0;
    boolean seen = false;
    for (long each : tree(pid)) {
      try {
        String stat = Files.readString(proc(each, "stat"));
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        cpu += (Long.parseLong(fields[UTIME]) + Long.parseLong(fields[STIME])) * MS_PER_TICK;
        rss += residentBytes(each);
        seen = true;
      } catch (IOException gone) {
        // It ended while we looked: it uses nothing any more.
      }
    }
    return seen ? Optional.of(new ProcessFigures(cpu, rss)) : Optional.empty();
  }

  private static long residentBytes(long pid) throws IOException {
    for (String line : Files.readAllLines(proc(pid, "status"))) {
      if (line.startsWith("VmRSS:")) {
        return Long.parseLong(line.replaceAll("[^0-9]", "")) * 1024;
      }
    }
    return 0;
  }

  private static List<Long> tree(long pid) {
    List<Long> all = new ArrayList<>(List.of(pid));
    for (int i = 0; i < all.size(); i++) {
      try {
        String children = Files.readString(proc(all.get(i), "task/" + all.get(i) + "/children"))
            .strip();
        for (String child : children.split(" ", -1)) {
          if (!child.isEmpty()) {
            all.add(Long.valueOf(child));
          }
        }
      } catch (IOException gone) {
        // It ended while we looked: it uses nothing any more.
      }
    }
    return all;
  }

  private static Path proc(long pid, String file) {
    return Path.of("/proc", Long.toString(pid), file);
  }
}
