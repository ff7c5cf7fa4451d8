package org.sessiondesk.ui.inspector;

import java.util.Optional;
import org.sessiondesk.text.VoiceCatalog;
import org.sessiondesk.ui.fx.Ui;

/** A machine without a speech engine. */
final class Silence {
  private Silence() {}

  /** Nothing to listen with. */
  static ListenModel of(Ui ui) {
    return new ListenModel(Optional::empty, (_, _) -> {}, new VoiceCatalog(), ui);
  }
}
