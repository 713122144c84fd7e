package dev.frontdesk.oracles;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A Radicale of this machine (Debian's package {@code radicale}) with one user and one calendar, in a folder of its own. */
final class Radicale implements AutoCloseable {
  static final String USER = "desk";
  static final String PASSWORD = "s3cret";
  private static final Pattern LISTENS = Pattern.compile("127\\.0\\.0\\.1]?:([0-9]+)");

  private final Process process;
  private final int port;

  private Radicale(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  static Optional<Path> installed() {
    return Stream.of(System.getenv("PATH").split(":", -1))
        .map(folder -> Path.of(folder, "radicale"))
        .filter(Files::isExecutable)
        .findFirst();
  }

  static Radicale start(Path program, Path folder) throws IOException, InterruptedException {
    Path users = Files.writeString(folder.resolve("users"), USER + ":" + PASSWORD + "\n");
    Process process = new ProcessBuilder(
            program.toString(),
            "--config=",
            "--server-hosts=127.0.0.1:0",
            "--auth-type=htpasswd",
            "--auth-htpasswd-filename=" + users,
            "--auth-htpasswd-encryption=plain",
            "--storage-filesystem-folder=" + folder.resolve("data"),
            "--logging-level=info")
        .redirectErrorStream(true)
        .start();
    var radicale = new Radicale(process, port(process));
    int made = radicale.send("MKCALENDAR", "", "");
    if (made != 201) {
      radicale.close();
      throw new IOException("no calendar was made: " + made);
    }
    return radicale;
  }

  int port() {
    return port;
  }

  String url() {
    return "http://127.0.0.1:" + port + "/desk/shop/";
  }

  /** As another program of the business would. */
  void put(String name, String event) throws IOException, InterruptedException {
    int status = send("PUT", name + ".ics", event);
    if (status / 100 != 2) {
      throw new IOException("not put: " + status);
    }
  }

  private int send(String method, String name, String body)
      throws IOException, InterruptedException {
    String pair = Base64.getEncoder().encodeToString((USER + ":" + PASSWORD).getBytes(UTF_8));
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create(url() + name))
                .header("authorization", "Basic " + pair)
                .header("content-type", "text/calendar; charset=utf-8")
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build(),
            BodyHandlers.discarding())
        .statusCode();
  }

  private static int port(Process process) throws IOException {
    var lines = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      Matcher listens = LISTENS.matcher(line);
      if (line.contains("Listening") && listens.find()) {
        drain(lines);
        return Integer.parseInt(listens.group(1));
      }
    }
    throw new IOException("it does not listen");
  }

  /** Else it would stop once nobody reads what it logs. */
  private static void drain(BufferedReader lines) {
    var reader = new Thread(() -> lines.lines().forEach(line -> {}), "radicale");
    reader.setDaemon(true);
    reader.start();
  }

  @Override
  public void close() {
    process.destroy();
  }
}
