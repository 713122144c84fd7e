package dev.frontdesk.store;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.util.HashSet;
import java.util.Set;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/** The server's programs, unpacked once per data folder and release. */
final class ServerBinaries {
  private static final Set<String> ARM = Set.of("aarch64", "arm64");

  private ServerBinaries() {}

  static Path unpacked(Path data) throws IOException {
    Path programs = data.resolve("postgres-bin");
    Path done = programs.resolve(".unpacked-" + release());
    if (!Files.exists(done)) {
      unpack(programs);
      Files.createFile(done);
    }
    return programs;
  }

  /** The packed length names the release well enough: a new one brings other programs. */
  private static String release() throws IOException {
    return Long.toString(packed().openConnection().getContentLengthLong());
  }

  private static URL packed() throws IOException {
    String system = System.getProperty("os.name").startsWith("Mac") ? "darwin" : "linux";
    String name = "postgres-%s-%s.txz"
        .formatted(system, ARM.contains(System.getProperty("os.arch")) ? "arm_64" : "x86_64");
    URL packed = ServerBinaries.class.getResource("/" + name);
    if (packed == null) {
      throw new IOException("no PostgreSQL for this machine on the class path: " + name);
    }
    return packed;
  }

  private static void unpack(Path programs) throws IOException {
    try (InputStream packed = packed().openStream();
        var tar = new TarArchiveInputStream(
            new XZCompressorInputStream(new BufferedInputStream(packed)))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        unpack(entry, tar, programs.resolve(entry.getName()).normalize());
      }
    }
  }

  private static void unpack(TarArchiveEntry entry, InputStream content, Path file)
      throws IOException {
    if (entry.isDirectory()) {
      Files.createDirectories(file);
      return;
    }
    Files.createDirectories(file.getParent());
    if (entry.isSymbolicLink()) {
      Files.deleteIfExists(file);
      Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
      return;
    }
    Files.copy(content, file, StandardCopyOption.REPLACE_EXISTING);
    if ((entry.getMode() & 0100) != 0) {
      var permissions = new HashSet<>(Files.getPosixFilePermissions(file));
      permissions.add(PosixFilePermission.OWNER_EXECUTE);
      permissions.add(PosixFilePermission.GROUP_EXECUTE);
      permissions.add(PosixFilePermission.OTHERS_EXECUTE);
      Files.setPosixFilePermissions(file, permissions);
    }
  }
}
