package dev.frontdesk.launcher.bench;

import dev.frontdesk.launcher.bench.AdminCluster.Member;
import dev.frontdesk.launcher.terminal.ExitCode;
import dev.frontdesk.launcher.terminal.ProgressBar;
import dev.frontdesk.launcher.terminal.Trouble;
import dev.frontdesk.simulator.load.Percentiles;
import dev.frontdesk.simulator.load.ProcessFigures;
import dev.frontdesk.simulator.load.Samples;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Publications that arrive everywhere, reads of a profile, an import of contacts. Blocks. */
final class AdminBench {
  private static final int ROWS_A_PART = 5_000;
  private static final int PROMPT_CHARACTERS = 8 << 10;
  private static final Duration LOST_AFTER = Duration.ofSeconds(10);
  private static final long FIRST_NUMBER = 421_901_000_000L;

  private final AdminCluster cluster;
  private final AdminCalls calls;
  private final AdminLoad load;
  private final PrintWriter out;
  private final int port;

  AdminBench(AdminCluster cluster, AdminCalls calls, AdminLoad load, PrintWriter out) {
    this.cluster = cluster;
    this.calls = calls;
    this.load = load;
    this.out = out;
    this.port = cluster.nodes().get(0).admin();
  }

  AdminReport run() {
    String agency = calls
        .post(port, "/v1/agencies", new JsonObject().put("name", "Benchmark"))
        .getString("id");
    String tenant = calls
        .post(
            port,
            "/v1/agencies/" + agency + "/tenants",
            new JsonObject()
                .put("key", "busy")
                .put("name", "Busy Line")
                .put("region", "SK")
                .put("zone", "UTC"))
        .getString("id");
    String path = "/v1/tenants/" + tenant;
    Percentiles arrived = publications(tenant, path);
    out.println("Reading the profile, three times for %d s ...".formatted(load.seconds()));
    out.flush();
    new ReadLoad(calls, port, path + "/profile").asFastAsPossible(load.span());
    AdminReport.Reads fastest = reads(path + "/profile");
    Percentiles paced = new ReadLoad(calls, port, path + "/profile").at(load.rate(), load.span());
    return new AdminReport(load, arrived, fastest, paced, contacts(path));
  }

  /** From asking for a publication at one node until every node would answer a call with it. */
  private Percentiles publications(String tenant, String path) {
    var samples = new Samples();
    String prompt = "Be brief, warm and exact. ".repeat(PROMPT_CHARACTERS / 26);
    try (var bar = new ProgressBar(out, "publications", load.publications())) {
      for (int i = 0; i < load.publications(); i++) {
        draft(path, prompt + i);
        long begun = System.nanoTime();
        int version = calls
            .post(port, path + "/profile/publications", new JsonObject())
            .getInteger("version");
        cluster.nodes().forEach(node -> arrived(node, tenant, version));
        samples.add(System.nanoTime() - begun);
        bar.at(i + 1);
      }
    }
    return samples.percentiles();
  }

  private void draft(String path, String prompt) {
    var draft = new JsonObject().put("prompt", prompt).put("tools", new JsonArray());
    calls.send(HttpMethod.PUT, port, path + "/profile/draft", "application/json", draft.toBuffer());
  }

  private void arrived(Member node, String tenant, int version) {
    long deadline = System.nanoTime() + LOST_AFTER.toNanos();
    while (System.nanoTime() < deadline) {
      var known =
          calls.get(node.management(), "/health/tenants/" + tenant).otherwise(Buffer.buffer("{}"));
      if (known.await().toJsonObject().getInteger("profileVersion", 0) == version) {
        return;
      }
    }
    throw new Trouble(ExitCode.FAILED, "a publication did not arrive within " + LOST_AFTER);
  }

  private AdminReport.Reads reads(String path) {
    long before = cpuMs(cluster.nodes().get(0).pid());
    long begun = System.nanoTime();
    Percentiles latency = new ReadLoad(calls, port, path).asFastAsPossible(load.span());
    double seconds = (System.nanoTime() - begun) / 1e9;
    double cpu = cpuMs(cluster.nodes().get(0).pid()) - before;
    return new AdminReport.Reads(
        latency, latency.n() / seconds, cpu <= 0 ? 0 : latency.n() / (cpu / 1e3));
  }

  /** Milliseconds for all. */
  private long contacts(String path) {
    long begun = System.nanoTime();
    try (var bar = new ProgressBar(out, "contacts", load.contacts())) {
      for (int row = 0; row < load.contacts(); row += ROWS_A_PART) {
        int end = Math.min(row + ROWS_A_PART, load.contacts());
        calls.send(HttpMethod.POST, port, path + "/contacts/imports", "text/csv", csv(row, end));
        bar.at(end);
      }
    }
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun);
  }

  private static Buffer csv(int from, int to) {
    var csv = new StringBuilder("number,name\n");
    for (int row = from; row < to; row++) {
      csv.append('+').append(FIRST_NUMBER + row).append(",Caller ").append(row).append('\n');
    }
    return Buffer.buffer(csv.toString());
  }

  /** 0: not to be seen. */
  private static long cpuMs(long pid) {
    return ProcessFigures.of(pid).map(ProcessFigures::cpuMs).orElse(0L);
  }
}
