package dev.frontdesk.httptool;

/** A tool, or what is asked of it, is not as it must be. */
public final class ToolRefused extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final String where;

  /**
   * @param where JSON pointer
   * @param why goes on with the sentence that {@code where} begins
   */
  public ToolRefused(String where, String why) {
    super(why, null, false, false);
    this.where = where;
  }

  /** JSON pointer to what is wrong. */
  public String where() {
    return where;
  }

  /** Why, never null. */
  public String why() {
    return String.valueOf(getMessage());
  }
}
