package org.sessiondesk.ui.inspector;

import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.jspecify.annotations.Nullable;
import org.sessiondesk.session.StoredEntry;

/** What the inspector shows, as its views see it; {@link InspectorModel} says what it becomes. */
abstract sealed class InspectorState permits InspectorModel {
  final ReadOnlyObjectWrapper<Content> content =
      new ReadOnlyObjectWrapper<>(this, "content", new Content.Nothing());
  final ReadOnlyStringWrapper storedText = new ReadOnlyStringWrapper(this, "stored", "");
  final ReadOnlyBooleanWrapper gone = new ReadOnlyBooleanWrapper(this, "gone");
  final ReadOnlyObjectWrapper<@Nullable StoredEntry> elsewhere =
      new ReadOnlyObjectWrapper<>(this, "elsewhere");
  final ReadOnlyObjectWrapper<@Nullable Merge> merge = new ReadOnlyObjectWrapper<>(this, "merge");

  /** What is shown. */
  public final ReadOnlyObjectProperty<Content> contentProperty() {
    return content.getReadOnlyProperty();
  }

  /** What is stored, for people to read: indented JSON, or whatever else it is. */
  ReadOnlyStringProperty storedTextProperty() {
    return storedText.getReadOnlyProperty();
  }

  /** Whether the session that is being edited is no more. */
  ReadOnlyBooleanProperty goneProperty() {
    return gone.getReadOnlyProperty();
  }

  /** What somebody else stored meanwhile, while there are edits of our own; else null. */
  ReadOnlyObjectProperty<@Nullable StoredEntry> elsewhereProperty() {
    return elsewhere.getReadOnlyProperty();
  }

  /** The comparison that is to be decided, or null. */
  ReadOnlyObjectProperty<@Nullable Merge> mergeProperty() {
    return merge.getReadOnlyProperty();
  }

  /** What is open, as it was read last; null where nothing that could be read is. */
  final @Nullable StoredEntry isOpen() {
    return content.get() instanceof Content.Open(var stored) ? stored : null;
  }

  /** Nothing is stored, gone, elsewhere or compared: something else is to be shown. */
  final void forgetShown() {
    storedText.set("");
    gone.set(false);
    elsewhere.set(null);
    merge.set(null);
  }
}
