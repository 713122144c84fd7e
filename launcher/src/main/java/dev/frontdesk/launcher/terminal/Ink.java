package dev.frontdesk.launcher.terminal;

import picocli.CommandLine.Help.Ansi;

/** Colours and weights, or none of them: text in a pipe stays plain. */
public record Ink(Ansi ansi) {
  /** Colour if the standard output is a terminal and nobody asked for none ({@code NO_COLOR}). */
  public static Ink auto() {
    return new Ink(Ansi.AUTO);
  }

  public static Ink plain() {
    return new Ink(Ansi.OFF);
  }

  public boolean colours() {
    return ansi.enabled();
  }

  public String bold(String text) {
    return styled("1", text);
  }

  public String faint(String text) {
    return styled("2", text);
  }

  public String red(String text) {
    return styled("31", text);
  }

  public String green(String text) {
    return styled("32", text);
  }

  public String yellow(String text) {
    return styled("33", text);
  }

  public String blue(String text) {
    return styled("34", text);
  }

  public String magenta(String text) {
    return styled("35", text);
  }

  public String cyan(String text) {
    return styled("36", text);
  }

  private String styled(String code, String text) {
    return colours() ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
  }
}
