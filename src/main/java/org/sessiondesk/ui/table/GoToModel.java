package org.sessiondesk.ui.table;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.sessiondesk.connection.ConnectionProfile;
import org.sessiondesk.service.SessionIndex;
import org.sessiondesk.session.SessionId;
import org.sessiondesk.ui.fx.Notices;
import org.sessiondesk.ui.fx.Ui;

/**
 * Goes to the session whose id was pasted: alone, behind the prefix of its key in Redis, or in an
 * address of the HTTP API. Window's thread only.
 */
public final class GoToModel {
  private static final Pattern ADDRESS = Pattern.compile("/api/v1/sessions/([^/?#'\"\\s]+)");
  private static final Pattern UUID =
      Pattern.compile("[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}");

  private final SessionIndex index;
  private final SessionTableModel table;
  private final Supplier<Optional<String>> prefix;
  private final Ui ui;
  private final StringProperty text = new SimpleStringProperty(this, "text", "");
  private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper(this, "problem", "");

  /**
   * Makes it.
   *
   * @param prefix what the keys of the store that is connected begin with
   */
  public GoToModel(
      SessionIndex index, SessionTableModel table, Supplier<Optional<String>> prefix, Ui ui) {
    this.index = index;
    this.table = table;
    this.prefix = prefix;
    this.ui = ui;
    text.subscribe((_, _) -> problem.set(""));
  }

  /** What was pasted. */
  public StringProperty textProperty() {
    return text;
  }

  /** Why there is nowhere to go; empty where nothing is wrong. */
  public ReadOnlyStringProperty problemProperty() {
    return problem.getReadOnlyProperty();
  }

  /**
   * Selects and opens the session; a search that hides it is cleared, with a note that says so.
   *
   * @return whether there is one
   */
  public boolean go() {
    var ids = candidates(text.get(), prefix.get());
    if (ids.isEmpty()) {
      return false;
    }
    for (var id : ids) {
      if (index.find(id).isPresent()) {
        show(id);
        return true;
      }
    }
    problem.set(whyNot(ids.getLast()));
    return false;
  }

  /** Selects and opens {@code id}; a search that hides it is cleared, with a note that says so. */
  public void show(SessionId id) {
    if (table.show(id)) {
      ui.notices().show(Notices.Level.INFO, ui.messages().get("table.goto.cleared"));
    }
  }

  private String whyNot(SessionId id) {
    var picture = index.state();
    var messages = ui.messages();
    if (picture.wanted() && picture.filling()) {
      return messages.get("table.goto.loading", id.value(), picture.loaded());
    }
    if (!picture.wanted()) {
      return messages.get("table.goto.off", id.value());
    }
    if (picture.leftOut() > 0) {
      return messages.get("table.goto.leftout", id.value());
    }
    return picture.reachable()
        ? messages.get("table.goto.none", id.value())
        : messages.get("table.goto.stale", id.value());
  }

  /** The ids that {@code pasted} may mean, the likeliest first; what was written comes first. */
  static List<SessionId> candidates(String pasted, Optional<String> prefix) {
    var words = pasted.lines().map(String::strip).filter(line -> !line.isEmpty()).findFirst();
    if (words.isEmpty()) {
      return List.of();
    }
    var found = new LinkedHashSet<String>();
    var bare = unquoted(words.get());
    found.add(words.get());
    found.add(bare);
    var prefixes = new ArrayList<>(List.of(ConnectionProfile.DEFAULT_KEY_PREFIX));
    prefix.ifPresent(prefixes::addFirst);
    for (var each : prefixes) {
      if (bare.length() > each.length() && bare.startsWith(each)) {
        found.add(bare.substring(each.length()));
      }
    }
    var address = ADDRESS.matcher(bare);
    if (address.find()) {
      found.add(decoded(address.group(1)));
    }
    List.copyOf(found).stream()
        .filter(id -> UUID.matcher(id).matches())
        .forEach(id -> found.add(id.toLowerCase(Locale.ROOT)));
    return found.stream().map(SessionId::new).toList();
  }

  private static String unquoted(String text) {
    boolean quoted =
        text.length() > 2
            && "\"'`".indexOf(text.charAt(0)) >= 0
            && text.charAt(text.length() - 1) == text.charAt(0);
    return quoted ? text.substring(1, text.length() - 1) : text;
  }

  private static String decoded(String segment) {
    try {
      return URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException _) {
      return segment;
    }
  }
}
