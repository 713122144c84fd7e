package dev.frontdesk.admin.api;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.frontdesk.admin.api.TestApi.Reply;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;

/** What an editor is shown before publishing. */
class DiffIT {
  private final TestServer server = new TestServer();
  private final House house = House.create(server);
  private final String profile = "/v1/tenants/" + house.tenant + "/profile";
  private final String key = house.key(Role.TENANT);

  @Test
  void tellsFieldsLinesAndArticlesThatDiffer() {
    try (var api = new TestApi(server)) {
      publish(api, """
          {"prompt": "One.\\nTwo.\\nThree.", "greeting": "Hello.", "tools": ["end_call"], "voice": {"speed": 1.0}}""", """
          {"articles": [{"title": "Gone", "body": "g"}, {"title": "Kept", "body": "k"}, {"title": "New words", "body": "old"}]}""");
      save(api, """
          {"prompt": "One.\\nTwo and a half.\\nThree.", "greeting": "Good day.", "tools": ["end_call"], "voice": {"voice": "cedar"}}""", """
          {"articles": [{"title": "Kept", "body": "k"}, {"title": "New words", "body": "new"}, {"title": "Fresh", "body": "f"}]}""");

      Reply reply = api.get(profile + "/draft/diff", key);

      assertEquals(200, reply.status(), reply.body());
      JsonObject diff = reply.json();
      assertEquals(new JsonArray("""
          [{"field": "/greeting", "before": "Hello.", "after": "Good day."}, {"field": "/voice/speed", "before": 1.0},
           {"field": "/voice/voice", "after": "cedar"}]"""), diff.getJsonArray("changes"), reply.body());
      int from = diff.getInteger("from");
      assertEquals(
          new JsonArray()
              .add("--- version " + from)
              .add("+++ version " + diff.getInteger("to"))
              .add("@@ -1,3 +1,3 @@")
              .add(" One.")
              .add("-Two.")
              .add("+Two and a half.")
              .add(" Three."),
          diff.getJsonArray("prompt"));
      assertEquals(new JsonObject("""
          {"added": ["Fresh"], "removed": ["Gone"], "changed": [{"field": "New words", "before": "old", "after": "new"}]}"""), diff.getJsonObject("knowledge"));
      JsonObject same =
          api.get(profile + "/draft/diff?from=" + from + "&to=" + from, key).json();
      assertEquals(new JsonArray(), same.getJsonArray("changes"));
      assertEquals(new JsonArray(), same.getJsonArray("prompt"));
      assertEquals(404, api.get(profile + "/draft/diff?from=77777", key).status());
      assertEquals(400, api.get(profile + "/draft/diff?from=x", key).status());
    }
  }

  /** Every line of a long text is another: answered at once all the same. */
  @Test
  void aLongPromptIsShownAsReplaced() {
    try (var api = new TestApi(server)) {
      publish(api, "{\"prompt\": \"" + "a\\n".repeat(20_000) + "\"}", "{\"articles\": []}");
      save(api, "{\"prompt\": \"" + "b\\n".repeat(20_000) + "\"}", "{\"articles\": []}");

      JsonArray lines = api.get(profile + "/draft/diff", key).json().getJsonArray("prompt");

      assertEquals(40_003, lines.size());
    }
  }

  private void publish(TestApi api, String edited, String knowledge) {
    save(api, edited, knowledge);
    Reply published = api.post(profile + "/publications", key, "{}");
    assertEquals(201, published.status(), published.body());
  }

  private void save(TestApi api, String edited, String knowledge) {
    boolean isNew = api.get(profile + "/draft", key).status() == 404;
    Reply draft = isNew
        ? api.send("PUT", profile + "/draft", key, edited, java.util.Map.of())
        : api.put(profile + "/draft", key, edited);
    assertEquals(200, draft.status(), draft.body());
    Reply articles = api.put(profile + "/draft/knowledge", key, knowledge);
    assertEquals(200, articles.status(), articles.body());
  }
}
