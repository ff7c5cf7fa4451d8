package org.sessiondesk.ui.connection;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.sessiondesk.settings.ProfileExchange;
import org.sessiondesk.settings.ProfileImport;
import org.sessiondesk.settings.ProfileImport.Place;
import org.sessiondesk.ui.fx.Ui;

/** What is to be imported: read and shown first, added only when somebody says so. */
final class ProfileImportModel {
  /**
   * A profile that can be added.
   *
   * @param found what was found
   * @param known whether one just like it is there already
   * @param wanted whether it is to be added
   */
  record Candidate(ProfileImport.Found found, boolean known, BooleanProperty wanted) {}

  private final ProfileListModel list;
  private final ProfileExchange exchange;
  private final Ui ui;
  private final StringProperty text = new SimpleStringProperty("");
  private final ReadOnlyStringWrapper source = new ReadOnlyStringWrapper("");
  private final ObservableList<Candidate> candidates = FXCollections.observableArrayList();
  private final ObservableList<String> faults = FXCollections.observableArrayList();
  private final ReadOnlyIntegerWrapper wanted = new ReadOnlyIntegerWrapper();

  ProfileImportModel(ProfileListModel list, ProfileExchange exchange, Ui ui) {
    this.list = list;
    this.exchange = exchange;
    this.ui = ui;
  }

  // ---- properties
  // --------------------------------------------------------------------------------

  /** What was pasted. Emptied as soon as it was understood: it may hold a password. */
  StringProperty textProperty() {
    return text;
  }

  /** The file that was read; empty where it was a text. */
  ReadOnlyStringProperty sourceProperty() {
    return source.getReadOnlyProperty();
  }

  /** What can be added. */
  ObservableList<Candidate> candidates() {
    return FXCollections.unmodifiableObservableList(candidates);
  }

  /** What is wrong, a sentence each. */
  ObservableList<String> faults() {
    return FXCollections.unmodifiableObservableList(faults);
  }

  /** How many would be added now. */
  ReadOnlyIntegerProperty wantedProperty() {
    return wanted.getReadOnlyProperty();
  }

  // ---- commands
  // ----------------------------------------------------------------------------------

  /** Shows what the text that was pasted describes. */
  void readText() {
    source.set("");
    show(exchange.read(text.get()));
    if (!candidates.isEmpty()) {
      text.set("");
    }
  }

  /** Asks for a file and shows what it describes. */
  void choose() {
    ui.dialogs().askWhichFile(ui.messages().get("profiles.import.choose")).ifPresent(this::read);
  }

  /** Shows what {@code file} describes. */
  void read(Path file) {
    clear();
    source.set(file.toString());
    ui.background().task(() -> exchange.read(file)).onSuccess(this::show).start();
  }

  /** Adds what is wanted; false where nothing is. */
  boolean add() {
    var chosen = wanted();
    if (chosen.isEmpty()) {
      return false;
    }
    list.addAll(chosen);
    return true;
  }

  // ---- inside
  // ------------------------------------------------------------------------------------

  private void clear() {
    candidates.clear();
    faults.clear();
    wanted.set(0);
  }

  private void show(ProfileImport read) {
    clear();
    for (var found : read.found()) {
      boolean known = list.has(found.profile());
      var candidate = new Candidate(found, known, new SimpleBooleanProperty(!known));
      candidate.wanted().subscribe(_ -> wanted.set(wanted().size()));
      candidates.add(candidate);
    }
    wanted.set(wanted().size());
    faults.setAll(read.bad().stream().map(this::sentence).toList());
  }

  private List<ProfileImport.Found> wanted() {
    return candidates.stream()
        .filter(candidate -> candidate.wanted().get())
        .map(Candidate::found)
        .toList();
  }

  private String sentence(ProfileImport.Bad bad) {
    var messages = ui.messages();
    var url = bad.url();
    var what =
        url != null
            ? messages.get("connection.url." + word(url))
            : bad.detail().isEmpty()
                ? messages.get("profiles.fault." + word(bad.fault()))
                : messages.get("profiles.fault." + word(bad.fault())) + " " + bad.detail();
    var place = place(bad.place());
    return place.isEmpty() ? what : messages.get("profiles.place", place, what);
  }

  /** Where in the text something was found; empty where all of it is meant. */
  String place(Place place) {
    var name = place.name();
    return switch (place.kind()) {
      case WHOLE -> "";
      case LINE ->
          ui.messages()
              .get(name.isEmpty() ? "profiles.line" : "profiles.linenamed", place.number(), name);
      case PROFILE ->
          ui.messages()
              .get(
                  name.isEmpty() ? "profiles.profile" : "profiles.profilenamed",
                  place.number(),
                  name);
    };
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace("_", "");
  }
}
