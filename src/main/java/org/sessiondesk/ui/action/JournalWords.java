package org.sessiondesk.ui.action;

import java.util.Locale;
import org.sessiondesk.session.Actor;
import org.sessiondesk.session.Change;
import org.sessiondesk.session.StoreName;
import org.sessiondesk.ui.fx.FaithfulText;
import org.sessiondesk.ui.fx.Messages;

/**
 * What was done, by whom and where, in the window's language.
 *
 * @param messages the texts
 */
public record JournalWords(Messages messages) {

  /** What a change is called. */
  public String change(Change change) {
    return messages.get("action.change." + key(change));
  }

  /** Who made it. */
  public String who(Actor actor) {
    return messages.get(
        "action.who." + key(actor.face()), FaithfulText.displayed(actor.name(), false));
  }

  /** What a store is called. */
  public String store(StoreName store) {
    if (store.id().equals(StoreName.MEMORY.id())) {
      return messages.get("action.store.memory");
    }
    return store.name().isEmpty() ? messages.get("action.profile.builtin") : store.name();
  }

  private static String key(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace("_", "");
  }
}
