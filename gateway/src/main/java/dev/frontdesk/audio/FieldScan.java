package dev.frontdesk.audio;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Finds a few fields of a JSON object in its bytes, whatever their order and the white space between them, and makes no object for it.
 * It knows plain ASCII without escapes, a small depth and each field once; everything else, also what is no JSON, it calls
 * {@link Verdict#UNUSUAL}, and the whole parser decides. One instance for one thread.
 */
public final class FieldScan {
  private static final int DEEPEST = 16;
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());
  private static final long ONES = 0x0101_0101_0101_0101L;
  private static final long HIGH_BITS = ONES << 7;
  private static final long SPACES = ONES * ' ';
  private static final long QUOTES = ONES * '"';
  private static final long ESCAPES = ONES * '\\';

  /** What came of a scan. */
  public enum Verdict {
    /** The object was read to its end; the fields are where they are said to be. */
    READ,
    /** The first field is another than the one that was waited for: nothing else was read. */
    OTHER,
    /** Not for this scanner: nothing that was found counts. */
    UNUSUAL
  }

  private final Field root;
  private final byte[] awaited;
  private final int[] from;
  private final int[] to;
  private final boolean[] text;
  private byte[] bytes = new byte[0];
  private int at;
  private int end;
  private boolean other;
  private long seen;

  /**
   * @param awaited value of the first path without which nothing else is of interest; empty: all is
   * @param paths names of fields, of a nested object's behind a dot; found under their index
   */
  public FieldScan(String awaited, String... paths) {
    this.awaited = awaited.getBytes(US_ASCII);
    this.root = Field.root(List.of(paths));
    this.from = new int[paths.length];
    this.to = new int[paths.length];
    this.text = new boolean[paths.length];
  }

  /** Reads {@code frame} up to {@code length}; positions count from its first byte. */
  public Verdict scan(byte[] frame, int length) {
    bytes = frame;
    at = 0;
    end = length;
    other = false;
    seen = 0;
    Arrays.fill(from, -1);
    space();
    boolean read = object(root, 0);
    if (other) {
      return Verdict.OTHER;
    }
    space();
    return read && at == end ? Verdict.READ : Verdict.UNUSUAL;
  }

  /** Whether the field was there as a text; a number counts as well if {@link #isText} says no. */
  public boolean has(int field) {
    return from[field] >= 0;
  }

  public boolean isText(int field) {
    return has(field) && text[field];
  }

  public int from(int field) {
    return from[field];
  }

  public int to(int field) {
    return to[field];
  }

  public String string(int field) {
    return has(field) ? new String(bytes, from[field], to[field] - from[field], US_ASCII) : "";
  }

  public boolean is(int field, byte[] value) {
    return has(field) && Arrays.equals(bytes, from[field], to[field], value, 0, value.length);
  }

  /** @return -1 unless it is a whole number of at most 15 digits, as a number or in quotes */
  public long number(int field) {
    int length = to[field] - from[field];
    if (!has(field) || length < 1 || length > 15) {
      return -1;
    }
    long value = 0;
    for (int i = from[field]; i < to[field]; i++) {
      int digit = bytes[i] - '0';
      if (digit < 0 || digit > 9) {
        return -1;
      }
      value = value * 10 + digit;
    }
    return value;
  }

  private boolean object(Field fields, int depth) {
    if (depth == DEEPEST || !take('{')) {
      return false;
    }
    space();
    if (take('}')) {
      return true;
    }
    do {
      space();
      int name = at + 1;
      if (!string()) {
        return false;
      }
      Field field = fields.named(bytes, name, at - 1);
      space();
      if (!take(':')) {
        return false;
      }
      space();
      if (!value(field, depth)) {
        return false;
      }
      space();
    } while (take(','));
    return take('}');
  }

  private boolean value(Field field, int depth) {
    if (at == end) {
      return false;
    }
    int begin = at;
    byte first = bytes[at];
    boolean read = switch (first) {
      case '"' -> string();
      case '{' -> object(field, depth + 1);
      case '[' -> array(depth + 1);
      case 't' -> word("true");
      case 'f' -> word("false");
      case 'n' -> word("null");
      default -> number();
    };
    return read && kept(field, first, begin);
  }

  /** A field that is looked for and comes twice is for the whole parser, as is one of a kind that nobody expects. */
  private boolean kept(Field field, byte first, int begin) {
    if (field.slot < 0) {
      return field.children.isEmpty() || (first == '{' && once(field));
    }
    boolean quoted = first == '"';
    if (from[field.slot] >= 0 || !(quoted || first == '-' || (first >= '0' && first <= '9'))) {
      return false;
    }
    from[field.slot] = quoted ? begin + 1 : begin;
    to[field.slot] = quoted ? at - 1 : at;
    text[field.slot] = quoted;
    if (field.slot == 0 && awaited.length > 0 && !(quoted && is(0, awaited))) {
      other = true;
      return false;
    }
    return true;
  }

  /** Of two objects of one name the second counts, and may lack what the first has. */
  private boolean once(Field nested) {
    boolean first = (seen & nested.bit) == 0;
    seen |= nested.bit;
    return first;
  }

  private boolean array(int depth) {
    if (depth == DEEPEST || !take('[')) {
      return false;
    }
    space();
    if (take(']')) {
      return true;
    }
    do {
      space();
      if (!value(Field.NONE, depth)) {
        return false;
      }
      space();
    } while (take(','));
    return take(']');
  }

  private boolean string() {
    if (!take('"')) {
      return false;
    }
    byte[] in = bytes;
    int last = end;
    int i = at;
    while (i + Long.BYTES <= last && isPlain((long) LONG.get(in, i))) {
      i += Long.BYTES;
    }
    for (; i < last; i++) {
      byte each = in[i];
      if (each == '"') {
        at = i + 1;
        return true;
      }
      if (each < ' ' || each == '\\') { // below it are control characters and what is not ASCII
        return false;
      }
    }
    return false;
  }

  /** Whether none of eight bytes ends a string or is unusual in one; in doubt no. */
  private static boolean isPlain(long eight) {
    long quote = eight ^ QUOTES;
    long escape = eight ^ ESCAPES;
    return ((eight | (eight - SPACES) | (quote - ONES) | (escape - ONES)) & HIGH_BITS) == 0;
  }

  private boolean number() {
    take('-');
    if (!take('0') && digits() == 0) {
      return false;
    }
    if (take('.') && digits() == 0) {
      return false;
    }
    if (take('e') || take('E')) {
      if (!take('+')) {
        take('-');
      }
      return digits() > 0;
    }
    return true;
  }

  private int digits() {
    int begin = at;
    while (at < end && bytes[at] >= '0' && bytes[at] <= '9') {
      at++;
    }
    return at - begin;
  }

  private boolean word(String word) {
    for (int i = 0; i < word.length(); i++) {
      if (!take(word.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  private void space() {
    while (at < end) {
      byte each = bytes[at];
      if (each != ' ' && each != '\n' && each != '\r' && each != '\t') {
        return;
      }
      at++;
    }
  }

  private boolean take(char wanted) {
    if (at < end && bytes[at] == wanted) {
      at++;
      return true;
    }
    return false;
  }

  /** A name that is looked for, and those within it. */
  private static final class Field {
    static final Field NONE = new Field("", -1);

    private final byte[] name;
    private long bit;
    private int slot;
    private List<Field> children = List.of();

    Field(String name, int slot) {
      this.name = name.getBytes(US_ASCII);
      this.slot = slot;
    }

    static Field root(List<String> paths) {
      var root = new Field("", -1);
      long bit = 1;
      for (int i = 0; i < paths.size(); i++) {
        Field parent = root;
        for (String name : paths.get(i).split("\\.", -1)) {
          parent = parent.child(name);
          parent.bit = parent.bit == 0 ? bit : parent.bit;
          bit <<= 1;
        }
        parent.slot = i;
      }
      return root;
    }

    private Field child(String wanted) {
      byte[] bytes = wanted.getBytes(US_ASCII);
      Field known = named(bytes, 0, bytes.length);
      if (known != NONE) {
        return known;
      }
      var child = new Field(wanted, -1);
      var more = new ArrayList<>(children);
      more.add(child);
      children = List.copyOf(more);
      return child;
    }

    Field named(byte[] bytes, int from, int to) {
      for (int i = 0; i < children.size(); i++) {
        Field child = children.get(i);
        if (child.name.length == to - from
            && Arrays.equals(bytes, from, to, child.name, 0, child.name.length)) {
          return child;
        }
      }
      return NONE;
    }
  }
}
