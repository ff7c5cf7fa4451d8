package org.sessiondesk.ui.fx;

import java.nio.file.Path;
import java.util.Optional;
import javafx.scene.Node;
import org.jspecify.annotations.Nullable;

/** All dialogs: one interface, so that a flow can be tested without them. Window's thread only. */
public interface Dialogs {

  /**
   * A question that is answered by doing it or not.
   *
   * @param title what it is about
   * @param text what would happen
   * @param action what the button that does it says: a verb
   * @param dangerous whether it destroys something
   * @param typed what has to be typed before it can be done, or null for nothing
   */
  record Confirmation(
      String title, String text, String action, boolean dangerous, @Nullable String typed) {

    /** One for which nothing has to be typed. */
    public Confirmation(String title, String text, String action, boolean dangerous) {
      this(title, text, action, dangerous, null);
    }
  }

  /** Asks, waits for the answer, and returns whether it is to be done. */
  boolean confirm(Confirmation confirmation);

  /** Shows what went wrong. */
  void show(Problem problem);

  /** A part of the window that is shown in a dialog of its own. */
  interface Panel {
    /** The key of its title. */
    String titleKey();

    /** Its content. */
    Node content();

    /** Called when the dialog appears: {@code close} ends it. */
    void onOpen(Runnable close);

    /** Called when somebody wants to close it; false keeps it open. */
    default boolean mayClose() {
      return true;
    }
  }

  /** Shows {@code panel} in a dialog over the window and returns at once. */
  void open(Panel panel);

  /** Asks where to save a file; empty where the operator thought better of it. */
  Optional<Path> askWhereToSave(String title, String suggestedName);

  /** Asks which file is meant; empty where the operator thought better of it. */
  Optional<Path> askWhichFile(String title);
}
