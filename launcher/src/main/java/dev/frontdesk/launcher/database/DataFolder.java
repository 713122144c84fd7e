package dev.frontdesk.launcher.database;

import dev.frontdesk.launcher.terminal.ExitCode;
import dev.frontdesk.launcher.terminal.Trouble;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** The folder that this installation may write to. Several processes may share it: each has a spool of its own. */
public final class DataFolder implements AutoCloseable {
  private static final int MOST_PROCESSES = 16;

  private final Path folder;
  private @Nullable FileChannel held;

  private DataFolder(Path folder) {
    this.folder = folder;
  }

  /** @throws Trouble if it cannot be made or written to */
  public static DataFolder open(Path folder) {
    Path absolute = folder.toAbsolutePath().normalize();
    try {
      Files.createDirectories(absolute);
      Files.delete(Files.createTempFile(absolute, "writable", ""));
      return new DataFolder(absolute);
    } catch (IOException e) {
      throw new Trouble(
          ExitCode.DATA_FOLDER,
          "the data folder %s is not writable; make it so, or set FRONTDESK_DATA to another"
              .formatted(absolute),
          e);
    }
  }

  public Path path() {
    return folder;
  }

  /**
   * The first spool that no running process uses, held until {@link #close}. After a restart that is the one used before, with what
   * still waits in it.
   */
  public Path claimSpool() {
    for (int number = 1; number <= MOST_PROCESSES; number++) {
      if (hold(folder.resolve("spool-" + number + ".lock"))) {
        return folder.resolve("spool-" + number + ".journal");
      }
    }
    throw new Trouble(
        ExitCode.DATA_FOLDER,
        "%d processes use the data folder %s already".formatted(MOST_PROCESSES, folder));
  }

  @Override
  public void close() {
    try {
      if (held != null) {
        held.close();
      }
    } catch (IOException e) {
      throw Trouble.because(ExitCode.DATA_FOLDER, "cannot let go of " + folder, e);
    }
  }

  private boolean hold(Path file) {
    try {
      var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (lock(channel) == null) {
        channel.close();
        return false;
      }
      held = channel;
      return true;
    } catch (IOException e) {
      throw Trouble.because(ExitCode.DATA_FOLDER, "cannot lock " + file, e);
    }
  }

  private static @Nullable FileLock lock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null;
    }
  }
}
