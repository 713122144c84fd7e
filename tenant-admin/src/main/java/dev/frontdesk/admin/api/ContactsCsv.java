package dev.frontdesk.admin.api;

import dev.frontdesk.admin.api.Fault.Field;
import dev.frontdesk.model.Contact;
import dev.frontdesk.model.ContactId;
import dev.frontdesk.model.PhoneNumbers;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/**
 * Contacts as CSV (RFC 4180, UTF-8) with a line of heads in any order; spreadsheets' semicolons and byte order mark are understood. What a
 * spreadsheet would take for a formula is written with an apostrophe before it, and read without.
 */
final class ContactsCsv {
  static final int MOST = 20_000;
  private static final int MOST_FAULTS = 20;
  private static final int LONGEST_NUMBER = 40;
  private static final int LONGEST_NAME = 200;
  private static final int LONGEST_NOTES = 4_000;
  private static final Set<String> HEADS =
      Set.of("number", "name", "vip", "blocked", "language", "notes");
  private static final Pattern LANGUAGE = Pattern.compile("[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8}){0,5}");
  private static final Map<String, Boolean> FLAGS = Map.of(
      "", false, "true", true, "false", false, "yes", true, "no", false, "1", true, "0", false);
  private static final String FORMULA = "=+-@\t\r";

  private final String region;
  private final List<Field> wrong = new ArrayList<>();
  private final List<Contact> contacts = new ArrayList<>();

  private ContactsCsv(String region) {
    this.region = region;
  }

  /**
   * Reads all rows, or none.
   *
   * @param region of numbers without country code
   * @throws Fault that names every wrong field by line and column, up to twenty
   */
  static List<Contact> read(byte[] csv, String region) {
    var reading = new ContactsCsv(region);
    try (var rows = CSVParser.parse(text(csv), format(csv))) {
      reading.heads(rows.getHeaderNames());
      rows.forEach(reading::row);
    } catch (IOException | IllegalArgumentException | java.io.UncheckedIOException e) {
      throw Fault.invalid("", "is no CSV: a quote is not closed, or the line of heads is missing");
    }
    if (!reading.wrong.isEmpty()) {
      throw Fault.invalid("nothing was imported", reading.wrong);
    }
    return reading.contacts;
  }

  static String heads() {
    return "number,name,vip,blocked,language,notes\r\n";
  }

  static String line(Contact contact) {
    return CSVFormat.RFC4180.format(
            contact.number().e164(),
            guarded(contact.name()),
            contact.vip(),
            contact.blocked(),
            contact.language(),
            guarded(contact.notes()))
        + "\r\n";
  }

  private static Reader text(byte[] csv) {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(csv));
    } catch (CharacterCodingException e) {
      throw Fault.invalid("", "is not UTF-8");
    }
    int mark = csv.length > 2 && csv[0] == (byte) 0xEF && csv[1] == (byte) 0xBB ? 3 : 0;
    return new InputStreamReader(
        new java.io.ByteArrayInputStream(csv, mark, csv.length - mark), StandardCharsets.UTF_8);
  }

  private static CSVFormat format(byte[] csv) {
    String first = new String(csv, 0, Math.min(csv.length, 200), StandardCharsets.UTF_8)
        .lines()
        .findFirst()
        .orElse("");
    boolean semicolons = first.contains(";") && !first.contains(",");
    return CSVFormat.RFC4180
        .builder()
        .setDelimiter(semicolons ? ';' : ',')
        .setHeader()
        .setSkipHeaderRecord(true)
        .setIgnoreHeaderCase(true)
        .setIgnoreEmptyLines(true)
        .setTrim(true)
        .get();
  }

  private void heads(List<String> heads) {
    for (String head : heads) {
      if (!HEADS.contains(head.toLowerCase(Locale.ROOT))) {
        throw Fault.invalid(
            "/1", "there is no column " + dev.frontdesk.model.Printable.brief(head));
      }
    }
    if (heads.stream().noneMatch("number"::equalsIgnoreCase)) {
      throw Fault.invalid("/1", "the column number is missing");
    }
  }

  private void row(CSVRecord row) {
    if (contacts.size() == MOST) {
      throw Fault.invalid("", "holds more than " + MOST + " contacts: send it in parts");
    }
    if (!row.isConsistent()) {
      wrong(row, "", "has not as many fields as the line of heads");
    }
    var number = PhoneNumbers.parse(text(row, "number", LONGEST_NUMBER), region);
    if (number.isEmpty()) {
      wrong(row, "number", "is no telephone number");
      return;
    }
    contacts.add(new Contact(
        new ContactId(UUID.randomUUID()),
        number.get(),
        unguarded(text(row, "name", LONGEST_NAME)),
        flag(row, "vip"),
        flag(row, "blocked"),
        language(row),
        unguarded(text(row, "notes", LONGEST_NOTES))));
  }

  private String text(CSVRecord row, String column, int longest) {
    String text = row.isSet(column) ? row.get(column) : "";
    if (text.length() > longest || text.indexOf('\0') >= 0) {
      wrong(row, column, "is longer than " + longest + " characters, or holds what is no text");
      return "";
    }
    return text;
  }

  private boolean flag(CSVRecord row, String column) {
    Boolean flag = FLAGS.get(text(row, column, 10).toLowerCase(Locale.ROOT));
    if (flag == null) {
      wrong(row, column, "must be true or false");
    }
    return Boolean.TRUE.equals(flag);
  }

  private @Nullable String language(CSVRecord row) {
    String language = text(row, "language", LONGEST_NUMBER);
    if (language.isEmpty()) {
      return null;
    }
    if (!LANGUAGE.matcher(language).matches()) {
      wrong(row, "language", "must be a language tag such as sk or en-GB");
    }
    return language;
  }

  /** Lines are counted as a spreadsheet counts rows: that of the heads is the first. */
  private void wrong(CSVRecord row, String column, String message) {
    if (wrong.size() < MOST_FAULTS) {
      wrong.add(new Field("/" + (row.getRecordNumber() + 1) + "/" + column, message));
    }
  }

  private static String guarded(String text) {
    return looksLikeFormula(text) ? "'" + text : text;
  }

  private static String unguarded(String text) {
    return text.startsWith("'") && looksLikeFormula(text.substring(1)) ? text.substring(1) : text;
  }

  private static boolean looksLikeFormula(String text) {
    return !text.isEmpty() && FORMULA.indexOf(text.charAt(0)) >= 0;
  }
}
