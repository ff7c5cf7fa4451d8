package org.sessiondesk.ui.main;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The user guide taken apart: as much of Markdown as it uses. */
final class GuideText {
  private static final Pattern PICTURE = Pattern.compile("!\\[(.*)]\\((.*)\\)");
  private static final Pattern LINK = Pattern.compile("\\[([^]]*)]\\([^)]*\\)");
  private static final Pattern MARKED = Pattern.compile("\\*\\*(.+?)\\*\\*|\\*(.+?)\\*|`(.+?)`");

  /** A part of it. */
  sealed interface Block {}

  /** A heading; the first level is the title's. */
  record Heading(int level, String text) implements Block {}

  /** A paragraph. */
  record Paragraph(List<Piece> pieces) implements Block {}

  /** A line of a list. */
  record Item(List<Piece> pieces) implements Block {}

  /** A picture, by its path beside the guide. */
  record Picture(String words, String path) implements Block {}

  /** How a piece of text is written. */
  enum Style {
    PLAIN,
    BOLD,
    ITALIC,
    CODE
  }

  /** A piece of text that is written in one way. */
  record Piece(Style style, String text) {}

  private GuideText() {}

  /** The parts of {@code markdown}, in their order. */
  static List<Block> parse(String markdown) {
    var blocks = new ArrayList<Block>();
    var lines = new ArrayList<String>();
    for (var line : markdown.lines().toList()) {
      boolean begins = line.startsWith("#") || line.startsWith("- ") || line.startsWith("!");
      if (begins || line.isBlank()) {
        end(lines, blocks);
      }
      if (!line.isBlank()) {
        lines.add(line.strip());
      }
    }
    end(lines, blocks);
    return blocks;
  }

  private static void end(List<String> lines, List<Block> blocks) {
    if (lines.isEmpty()) {
      return;
    }
    var text = join(lines);
    lines.clear();
    var picture = PICTURE.matcher(text);
    if (picture.matches()) {
      blocks.add(new Picture(picture.group(1), picture.group(2)));
    } else if (text.startsWith("#")) {
      int level = text.indexOf(' ');
      blocks.add(new Heading(level, text.substring(level + 1)));
    } else if (text.startsWith("- ")) {
      blocks.add(new Item(pieces(text.substring(2))));
    } else if (!text.startsWith("[")) {
      blocks.add(new Paragraph(pieces(text)));
    }
    // A line of links alone leads to other files, which are not here.
  }

  /** Chinese lines are joined without a space between. */
  private static String join(List<String> lines) {
    var text = new StringBuilder();
    for (var line : lines) {
      boolean spaced =
          !text.isEmpty() && text.charAt(text.length() - 1) < 0x2E80 && line.charAt(0) < 0x2E80;
      text.append(spaced ? " " : "").append(line);
    }
    return text.toString();
  }

  private static List<Piece> pieces(String text) {
    var plain = LINK.matcher(text).replaceAll("$1");
    var pieces = new ArrayList<Piece>();
    var marked = MARKED.matcher(plain);
    int from = 0;
    while (marked.find()) {
      add(pieces, Style.PLAIN, plain.substring(from, marked.start()));
      add(pieces, Style.BOLD, marked.group(1));
      add(pieces, Style.ITALIC, marked.group(2));
      add(pieces, Style.CODE, marked.group(3));
      from = marked.end();
    }
    add(pieces, Style.PLAIN, plain.substring(from));
    return List.copyOf(pieces);
  }

  private static void add(List<Piece> pieces, Style style, @Nullable String text) {
    if (text != null && !text.isEmpty()) {
      pieces.add(new Piece(style, text));
    }
  }
}
