package dev.frontdesk.policy;

import dev.frontdesk.model.KnowledgeArticle;
import dev.frontdesk.model.Profile;
import java.util.List;

/** How a call gets what its receptionist knows: all of it with the instructions, or the titles and a tool to look them up. */
final class Knowledge {
  /**
   * Knowledge that is told whole, in tokens. The provider reads the instructions again for every response (openai.md 6.2), and their
   * limit (5.4) is for prompt, rules and targets too: this is less than half of it.
   */
  private static final int WHOLE_TOKENS = 6_000;

  /** The same in characters: 15 000. */
  static final int WHOLE = (int) (WHOLE_TOKENS * InstructionComposer.CHARACTERS_PER_TOKEN);

  /** Prompt and knowledge that fit whoever calls and whatever targets are open: 23 000 characters. */
  private static final int ROOM =
      InstructionComposer.STANDARD_BUDGET - InstructionComposer.SMALLEST_BUDGET;

  private static final int LONGEST_TITLE = 200;
  private static final int LONGEST_TITLES = 4_000;

  private Knowledge() {}

  /** Depends on the version alone, so that all its calls have the same tools and share their beginning. */
  static boolean isSearched(Profile profile) {
    long characters = profile.knowledge().stream()
        .mapToLong(each -> each.title().length() + each.body().length())
        .sum();
    return characters > WHOLE || (characters > 0 && profile.prompt().length() + characters > ROOM);
  }

  /** Whole articles, in order, as long as one fits. */
  static String whole(List<KnowledgeArticle> articles, int room, List<String> omitted) {
    var text = new StringBuilder();
    String heading =
        "\n# Knowledge\n- Answer from these articles; if they do not say it, say that you do not know.\n";
    for (KnowledgeArticle article : articles) {
      String entry = entry(article);
      if (heading.length() + text.length() + entry.length() <= room) {
        text.append(entry);
      } else {
        omitted.add(title(article));
      }
    }
    return text.isEmpty() ? "" : heading + text;
  }

  /** As many titles as fit; articles whose title is not among them are found all the same. */
  static String titles(List<KnowledgeArticle> articles, int room) {
    String heading = """

        # Knowledge
        - What you know about this business is in articles. Before you answer a question about it, look it up with search_knowledge.
        - Say only what the passages say; if they do not say it, say that you do not know.
        - There are articles on:
        """;
    int longest = Math.min(room, heading.length() + LONGEST_TITLES);
    if (longest < heading.length()) {
      return "";
    }
    var text = new StringBuilder(heading);
    for (KnowledgeArticle article : articles) {
      String line = "  - " + title(article) + "\n";
      if (text.length() + line.length() <= longest) {
        text.append(line);
      }
    }
    return text.toString();
  }

  private static String entry(KnowledgeArticle article) {
    return "\n## " + title(article) + "\n" + Quoted.lines(article.body(), WHOLE + 1) + "\n";
  }

  private static String title(KnowledgeArticle article) {
    return Quoted.line(article.title(), LONGEST_TITLE);
  }
}
