package dev.frontdesk.provider.realtime;

import dev.frontdesk.call.CallEvent;
import dev.frontdesk.call.CallEvent.ServerTool.Stage;
import java.time.Instant;

/** Tools that the provider runs itself: what was asked and answered stays there. */
final class ServerTools {
  private static final int LONGEST = 120;

  private final Draft draft;
  private final Instant at;

  ServerTools(Draft draft, Instant at) {
    this.draft = draft;
    this.at = at;
  }

  void began(String item) {
    emit(Stage.BEGAN, item, "");
  }

  /** An item is done; others than calls of servers mean nothing here. */
  void done(Fields item) {
    if (item.text("type").equals("mcp_call")) {
      boolean failed = item.json().getValue("error") != null;
      emit(
          failed ? Stage.FAILED : Stage.ENDED,
          item.text("id"),
          item.text("server_label") + "/" + item.text("name"));
    }
  }

  /** What a server can do could not be asked: the call goes on without it. */
  void unlisted(String item) {
    emit(Stage.UNLISTED, item, "");
  }

  private void emit(Stage stage, String item, String tool) {
    draft.emit(new CallEvent.ServerTool(at, stage, brief(item), brief(tool)));
  }

  private static String brief(String text) {
    String clean = Wire.clean(text);
    return clean.length() <= LONGEST ? clean : Wire.clean(clean.substring(0, LONGEST));
  }
}
