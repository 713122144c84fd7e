package dev.frontdesk.audio;

/** How many bytes base64 stands for, without decoding it. */
public final class Base64Length {
  private Base64Length() {}

  public static int bytes(byte[] base64, int from, int to) {
    int chars = to - from;
    while (chars > 0 && base64[from + chars - 1] == '=') {
      chars--;
    }
    return chars * 3 / 4;
  }
}
