package dev.frontdesk.launcher.database;

import dev.frontdesk.launcher.settings.Settings;
import dev.frontdesk.launcher.settings.SettingsRefused;
import dev.frontdesk.launcher.terminal.ExitCode;
import dev.frontdesk.launcher.terminal.Trouble;
import dev.frontdesk.model.Secret;
import dev.frontdesk.store.SecretVault;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** The key under which the secrets of the database are sealed. */
public final class MasterKey {
  private static final int BYTES = 32;

  private MasterKey() {}

  /** Under {@link #all}; empty if there is none. */
  public static Optional<SecretVault> vault(Settings settings, DataFolder folder) {
    return Optional.of(all(settings, folder)).filter(keys -> !keys.isEmpty()).map(SecretVault::of);
  }

  /**
   * Those that are set, the newest first; else, beside an embedded database, those of the data folder, one made if missing. A database
   * that others may share gets no key that only this machine knows.
   */
  public static List<Secret> all(Settings settings, DataFolder folder) {
    return settings.masterKeys().isEmpty() && settings.database().isEmpty()
        ? ofFolder(folder.path().resolve("master.key"))
        : settings.masterKeys();
  }

  /** A new one, in base64. */
  public static Secret random() {
    byte[] key = new byte[BYTES];
    new SecureRandom().nextBytes(key);
    return Secret.of(Base64.getEncoder().encodeToString(key));
  }

  private static List<Secret> ofFolder(Path file) {
    try {
      if (Files.notExists(file)) {
        Path fresh = Files.createTempFile(
            file.toAbsolutePath().getParent(), "master", ".key", ownerOnly(file));
        Files.writeString(fresh, random().reveal() + "\n");
        keepFirst(fresh, file);
      }
    } catch (IOException e) {
      throw Trouble.because(ExitCode.DATA_FOLDER, "cannot read or make the master key " + file, e);
    }
    try {
      return Settings.masterKeys(file);
    } catch (SettingsRefused e) {
      throw new Trouble(
          ExitCode.DATA_FOLDER,
          "%s must hold a master key a line, the newest first, each 32 bytes in base64"
              .formatted(file),
          e);
    }
  }

  /** Two processes may start at once: the first key stays, whole from the moment it is seen. */
  private static void keepFirst(Path fresh, Path file) throws IOException {
    try {
      Files.createLink(file, fresh);
    } catch (FileAlreadyExistsException e) {
      return;
    } finally {
      Files.delete(fresh);
    }
  }

  private static FileAttribute<?>[] ownerOnly(Path file) {
    return file.getFileSystem().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        }
        : new FileAttribute<?>[0];
  }
}
