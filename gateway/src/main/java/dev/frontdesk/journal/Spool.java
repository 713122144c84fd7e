package dev.frontdesk.journal;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.frontdesk.bus.Entry;
import dev.frontdesk.bus.RecordCodec;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A bounded file of journal entries, one JSON line each, synced before it is relied on. Blocks: used on worker threads only, one at
 * a time. An entry may be read twice (after a crash), never skipped: whoever stores it must not mind.
 */
final class Spool implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Spool.class);

  private final RecordCodec codec;
  private final long mostBytes;
  private final Path path;
  private final FileChannel file;
  private long readUpTo;

  /** @param path created with its folders; what an earlier process left in it is read first */
  Spool(Path path, long mostBytes, RecordCodec codec) {
    this.codec = codec;
    this.mostBytes = mostBytes;
    this.path = path;
    try {
      Files.createDirectories(path.toAbsolutePath().getParent());
      file = FileChannel.open(
          path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
      endLastLine();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot open the journal spool " + path, e);
    }
  }

  synchronized boolean isEmpty() {
    try {
      return readUpTo == file.size();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Not yet {@link #taken}. */
  synchronized long bytes() {
    try {
      return file.size() - readUpTo;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** @throws UncheckedIOException if the spool is full or the disk refuses: then nothing of {@code entries} counts as kept */
  synchronized void append(List<Entry> entries) {
    var lines = new StringBuilder();
    for (Entry entry : entries) {
      lines.append(codec.text(entry)).append('\n');
    }
    byte[] bytes = lines.toString().getBytes(UTF_8);
    try {
      long before = file.size();
      if (before + bytes.length > mostBytes) {
        throw new IOException("the journal spool is full: " + mostBytes + " bytes");
      }
      writeOrUndo(bytes, before);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The oldest entries not yet {@link #taken}.
   *
   * @param upTo where in the file they end, unreadable lines included
   */
  record Oldest(List<Entry> entries, long upTo) {
    Oldest {
      entries = List.copyOf(entries);
    }
  }

  /** @param most entries; fewer if there are fewer */
  synchronized Oldest oldest(int most) {
    var entries = new ArrayList<Entry>();
    long upTo = readUpTo;
    try (var channel = FileChannel.open(path, StandardOpenOption.READ)) {
      channel.position(readUpTo);
      var reader = new BufferedReader(Channels.newReader(channel, UTF_8));
      while (entries.size() < most) {
        String line = reader.readLine();
        if (line == null) {
          break;
        }
        upTo += line.getBytes(UTF_8).length + 1L;
        read(line, entries);
      }
      return new Oldest(entries, upTo);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** They are in the database. */
  synchronized void taken(Oldest oldest) {
    try {
      readUpTo = oldest.upTo();
      if (readUpTo >= file.size()) {
        file.truncate(0);
        file.force(true);
        readUpTo = 0;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try {
      file.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void writeOrUndo(byte[] bytes, long before) throws IOException {
    try {
      var buffer = ByteBuffer.wrap(bytes);
      file.position(before);
      while (buffer.hasRemaining()) {
        file.write(buffer);
      }
      file.force(false);
    } catch (IOException e) {
      file.truncate(before);
      throw e;
    }
  }

  /** A line cut short by a crash was never acknowledged. */
  private void read(String line, List<Entry> into) {
    try {
      into.add(codec.read(line, Entry.class));
    } catch (IllegalArgumentException e) {
      LOG.atError()
          .addKeyValue("characters", line.length())
          .log("unreadable line in the journal spool skipped");
    }
  }

  /** What a crash cut short is a line of its own, lest the next entry becomes part of it. */
  private void endLastLine() throws IOException {
    var last = ByteBuffer.allocate(1);
    if (file.size() > 0 && file.read(last, file.size() - 1) == 1 && last.get(0) != '\n') {
      writeOrUndo(new byte[] {'\n'}, file.size());
    }
  }
}
