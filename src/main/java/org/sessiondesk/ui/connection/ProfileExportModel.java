package org.sessiondesk.ui.connection;

import java.nio.file.Path;
import java.util.List;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import org.sessiondesk.connection.ConnectionProfile;
import org.sessiondesk.settings.ProfileExchange;
import org.sessiondesk.ui.fx.Notices;
import org.sessiondesk.ui.fx.Ui;

/** Which profiles are written into a file for others; no secret is among what is written. */
final class ProfileExportModel {
  private static final String NAME = "session-desk-profiles.json";

  /** A profile, and whether it is to be written. */
  record Choice(ConnectionProfile profile, String name, BooleanProperty wanted) {}

  private final ProfileExchange exchange;
  private final Ui ui;
  private final List<Choice> choices;
  private final ReadOnlyIntegerWrapper wanted = new ReadOnlyIntegerWrapper();

  /** At first those are chosen that {@code list} has, all of them. */
  ProfileExportModel(ProfileListModel list, ProfileExchange exchange, Ui ui) {
    this.exchange = exchange;
    this.ui = ui;
    choices =
        list.profiles().stream()
            .filter(profile -> !profile.isBuiltIn())
            .map(profile -> new Choice(profile, list.nameOf(profile), new SimpleBooleanProperty()))
            .toList();
    choices.forEach(choice -> choice.wanted().subscribe(_ -> wanted.set(chosen().size())));
    all(true);
  }

  List<Choice> choices() {
    return choices;
  }

  /** How many would be written now. */
  ReadOnlyIntegerProperty wantedProperty() {
    return wanted.getReadOnlyProperty();
  }

  /** Chooses all of them, or none. */
  void all(boolean yes) {
    choices.forEach(choice -> choice.wanted().set(yes));
  }

  /** Asks where to and writes what is chosen; false where nobody said where. */
  boolean export() {
    var where = ui.dialogs().askWhereToSave(ui.messages().get("profiles.export.title"), NAME);
    where.ifPresent(this::write);
    return where.isPresent();
  }

  private void write(Path file) {
    var chosen = chosen();
    ui.background()
        .task(
            () -> {
              exchange.write(file, chosen);
              return chosen.size();
            })
        .onSuccess(
            count ->
                ui.notices()
                    .show(
                        Notices.Level.SUCCESS,
                        ui.messages().get("profiles.exported", count, file.toString())))
        .onFailure(
            failure ->
                ui.notices()
                    .show(
                        Notices.Level.ERROR,
                        ui.messages()
                            .get(
                                "profiles.notexported",
                                file.toString(),
                                String.valueOf(failure.getMessage()))))
        .start();
  }

  private List<ConnectionProfile> chosen() {
    return choices.stream()
        .filter(choice -> choice.wanted().get())
        .map(choice -> choice.profile().copy(choice.profile().id(), choice.name()))
        .toList();
  }
}
