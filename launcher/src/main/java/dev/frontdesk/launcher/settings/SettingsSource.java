package dev.frontdesk.launcher.settings;

import io.vertx.config.ConfigRetriever;
import io.vertx.config.ConfigRetrieverOptions;
import io.vertx.config.ConfigStoreOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Reads the settings of this process: the environment, and below it a YAML file. */
public final class SettingsSource {
  private static final Pattern PLACE = Pattern.compile("line \\d+, column \\d+");

  private final Map<String, String> environment;

  private SettingsSource(Map<String, String> environment) {
    this.environment = Map.copyOf(environment);
  }

  /**
   * Blocks until read.
   *
   * @throws SettingsRefused naming every unknown and every malformed setting
   */
  public static Settings ofThisProcess() {
    return of(System.getenv());
  }

  /** As {@link #ofThisProcess}, in another environment. */
  public static Settings of(Map<String, String> environment) {
    var vertx = Vertx.vertx(small());
    try {
      return new SettingsSource(environment).read(vertx).await();
    } finally {
      vertx.close().await();
    }
  }

  private Future<Settings> read(Vertx vertx) {
    var problems = new ArrayList<>(UnknownNames.inEnvironment(environment.keySet()));
    var retriever = ConfigRetriever.create(vertx, stores(problems));
    return retriever
        .getConfig()
        .recover(cause -> Future.failedFuture(unreadable(problems, cause)))
        .map(found -> typed(found, problems))
        .eventually(retriever::close);
  }

  private Settings typed(JsonObject found, List<String> problems) {
    problems.addAll(UnknownNames.inFile(found.fieldNames(), file().toString()));
    var given = new EnumMap<Setting, String>(Setting.class);
    found.forEach(entry -> Setting.named(entry.getKey())
        .ifPresent(setting -> given.put(setting, text(setting, entry.getValue(), problems))));
    try {
      Settings settings = Settings.of(given);
      if (problems.isEmpty()) {
        return settings;
      }
    } catch (SettingsRefused malformed) {
      problems.addAll(malformed.problems());
    }
    throw new SettingsRefused(problems);
  }

  private ConfigRetrieverOptions stores(List<String> problems) {
    var options = new ConfigRetrieverOptions().setScanPeriod(-1);
    if (Files.isRegularFile(file())) {
      options.addStore(new ConfigStoreOptions()
          .setType("file")
          .setFormat("yaml")
          .setConfig(new JsonObject().put("path", file().toAbsolutePath().toString())));
    } else if (environment.containsKey(Setting.CONFIG.key())) {
      problems.add("%s names a file that is not there: %s".formatted(Setting.CONFIG.key(), file()));
    }
    return options.addStore(environmentStore());
  }

  /** Comes last, so it wins. An empty variable counts as absent: that is how containers are told "not set". */
  private ConfigStoreOptions environmentStore() {
    var values = new JsonObject();
    for (Setting setting : Setting.values()) {
      String value = environment.getOrDefault(setting.key(), "");
      if (!value.isBlank() && !setting.environmentOnly()) {
        values.put(setting.key(), value);
      }
    }
    return new ConfigStoreOptions().setType("json").setConfig(values);
  }

  private Path file() {
    String named = environment.getOrDefault(Setting.CONFIG.key(), "");
    return Path.of(named.isBlank() ? Setting.CONFIG.standard() : named);
  }

  private SettingsRefused unreadable(List<String> problems, Throwable cause) {
    Throwable root = cause;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    // The parser quotes the line, which may hold a secret: only the place is told.
    var place = PLACE.matcher(String.valueOf(root.getMessage()));
    problems.add("%s is not YAML of the form NAME: value%s"
        .formatted(file(), place.find() ? " (" + place.group() + ")" : ""));
    return new SettingsRefused(problems);
  }

  private static String text(Setting setting, Object value, List<String> problems) {
    if (value instanceof JsonArray list) {
      return String.join(",", list.stream().map(String::valueOf).toList());
    }
    if (value instanceof JsonObject) {
      problems.add("%s must be a single value or a list".formatted(setting.key()));
      return "";
    }
    return value.toString();
  }

  private static VertxOptions small() {
    return new VertxOptions()
        .setEventLoopPoolSize(1)
        .setWorkerPoolSize(1)
        .setInternalBlockingPoolSize(1)
        .setFileSystemOptions(new FileSystemOptions()
            .setFileCachingEnabled(false)
            .setClassPathResolvingEnabled(false));
  }
}
