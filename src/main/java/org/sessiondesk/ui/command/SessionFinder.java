package org.sessiondesk.ui.command;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.kordamp.ikonli.feather.Feather;
import org.sessiondesk.service.SessionIndex;
import org.sessiondesk.service.SessionQuery;
import org.sessiondesk.service.SessionRow;
import org.sessiondesk.session.SessionId;
import org.sessiondesk.ui.fx.FaithfulText;
import org.sessiondesk.ui.fx.Ui;

/** Finds sessions by id, name, text, voice or metadata, in the picture. */
final class SessionFinder {
  /** How many are offered. */
  static final int MOST = 12;

  private static final int TITLE = 80;
  private static final int LEAD = 16;

  private final SessionIndex index;
  private final Ui ui;
  private final Consumer<SessionId> open;

  SessionFinder(SessionIndex index, Ui ui, Consumer<SessionId> open) {
    this.index = index;
    this.ui = ui;
    this.open = open;
  }

  /** Whether so little was typed that everything would be found. */
  static boolean isTooShort(String typed) {
    var text = typed.strip();
    return text.codePointCount(0, text.length()) < 2 && text.chars().allMatch(c -> c < 0x80);
  }

  /**
   * The newest sessions that have all words, and the one of exactly that id first. O(n): not on the
   * window's thread.
   *
   * @throws CancellationException where the thread is interrupted meanwhile
   */
  List<SessionRow> find(String typed) {
    var found = new ArrayList<SessionRow>();
    index.find(new SessionId(typed.strip())).ifPresent(found::add);
    // Plain words, whatever they mean to the search: quotes keep colons and signs as they are.
    var words =
        Arrays.stream(typed.replace('"', ' ').strip().split("\\s+", -1))
            .map(word -> '"' + word + '"')
            .collect(Collectors.joining(" "));
    var page = index.page(SessionQuery.ALL.withSearch(words), _ -> true, null, MOST);
    for (var row : page.rows()) {
      if (found.stream().noneMatch(known -> known.id().equals(row.id()))) {
        found.add(row);
      }
    }
    return List.copyOf(found.subList(0, Math.min(MOST, found.size())));
  }

  /** A line that offers {@code row}, with what was {@code typed} marked in it. */
  PaletteRow row(SessionRow row, String typed) {
    var name = row.name();
    var all = name == null || name.isBlank() ? row.text() : name + " — " + row.text();
    var words = List.of(typed.strip().toLowerCase(Locale.ROOT).split("\\s+", -1));
    var title = excerpt(all, words.getFirst());
    var places = new BitSet();
    var folded = title.toLowerCase(Locale.ROOT);
    if (folded.length() == title.length()) {
      for (var word : words) {
        int at = word.isEmpty() ? -1 : folded.indexOf(word);
        if (at >= 0) {
          places.set(at, at + word.length());
        }
      }
    }
    var state = row.state(ui.clock().now());
    var entry =
        new PaletteEntry(
            "session:" + row.id().value(),
            PaletteEntry.Kind.SESSION,
            row.persistent() ? Feather.DATABASE : Feather.CLOCK,
            title,
            "",
            ui.messages().get("command.state." + state.name().toLowerCase(Locale.ROOT))
                + " · "
                + shortened(row.id().value()),
            "",
            null,
            () -> open.accept(row.id()));
    return new PaletteRow(entry, places);
  }

  private static String shortened(String id) {
    return id.length() <= 12 ? id : id.substring(0, 8) + "…";
  }

  /** One line around the first place of {@code word}. */
  private static String excerpt(String text, String word) {
    int at = word.isEmpty() ? -1 : text.toLowerCase(Locale.ROOT).indexOf(word);
    int begin = at <= TITLE - word.length() ? 0 : at - LEAD;
    begin = Math.min(begin, text.length());
    if (begin > 0 && begin < text.length() && Character.isLowSurrogate(text.charAt(begin))) {
      begin--;
    }
    int end = Math.min(text.length(), begin + 2 * TITLE);
    var part = (begin > 0 ? "…" : "") + text.substring(begin, end);
    return FaithfulText.displayed(part.replaceAll("[\\r\\n\\t]+", " "), false);
  }
}
