package org.sessiondesk.ui.preferences;

import atlantafx.base.controls.ToggleSwitch;
import atlantafx.base.theme.Styles;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javafx.beans.binding.Bindings;
import javafx.beans.property.Property;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBar;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import org.jspecify.annotations.Nullable;
import org.sessiondesk.settings.Density;
import org.sessiondesk.settings.Language;
import org.sessiondesk.settings.Origin;
import org.sessiondesk.settings.SettingFault;
import org.sessiondesk.settings.Theme;
import org.sessiondesk.ui.fx.DeskStyles;
import org.sessiondesk.ui.fx.Messages;
import org.sessiondesk.ui.fx.Ui;

/** The settings: a row for each, what is wrong with it right under it. */
final class PreferencesView {
  private static final List<Integer> TEXT_SIZES = List.of(90, 100, 110, 125, 150);
  private static final List<Integer> WARNINGS = List.of(0, 5, 15, 60);

  private final PreferencesModel model;
  private final Messages messages;
  private final GridPane grid = new GridPane(16, 12);
  private final VBox root = new VBox();
  private Runnable done = () -> {};

  PreferencesView(PreferencesModel model, Ui ui) {
    this.model = model;
    this.messages = ui.messages();
    section("appearance");
    row("language", choice("language", model.languageProperty(), Language.values()), null);
    row("theme", choice("theme", model.themeProperty(), Theme.values()), null);
    row("density", choice("density", model.densityProperty(), Density.values()), null);
    row("text", numbers("text", TEXT_SIZES, model.textPercentProperty()), null);
    section("live");
    row("hints", toggle("hints", model.liveHintsProperty()), null);
    row("warn", numbers("warn", WARNINGS, model.warnMinutesProperty()), null);
    row("notify", toggle("notify", model.desktopNotificationsProperty()), note("notify"));
    section("sessions");
    row("ttl", number("ttl", model.ttl()), under("ttl", model.ttl()));
    row("interval", number("interval", model.interval()), under("interval", model.interval()));
    section("persistent");
    row("picture", number("picture", model.picture()), under("picture", model.picture()));
    var daily = new ToggleSwitch();
    daily.setId("preferences-daily");
    daily.selectedProperty().bindBidirectional(model.dailyBackupProperty());
    row("daily", daily, null);
    section("journal");
    row("bindays", number("bindays", model.binDays()), under("bindays", model.binDays()));
    row("bin", number("bin", model.bin()), under("bin", model.bin()));
    row("audit", number("audit", model.audit()), under("audit", model.audit()));
    section("api");
    row("api", toggle("api", model.apiEnabledProperty()), null);
    var port = number("port", model.apiPort());
    row("port", port, under("port", model.apiPort()));
    var body = new VBox(grid);
    body.getStyleClass().addAll("desk-dialog-body", "preferences-body");
    root.setId("preferences");
    var scroll = new ScrollPane(body);
    scroll.setFitToWidth(true);
    scroll.setFocusTraversable(false);
    scroll.getStyleClass().add("edge-to-edge");
    VBox.setVgrow(scroll, Priority.ALWAYS);
    root.getChildren().setAll(scroll, buttons());
  }

  Node node() {
    return root;
  }

  /** What is called when the settings are saved or left. */
  void onDone(Runnable action) {
    done = action;
  }

  private void section(String key) {
    var label = new Label();
    label.textProperty().bind(messages.bind("preferences.section." + key));
    label.getStyleClass().addAll(DeskStyles.SECTION, "preferences-section");
    grid.add(label, 0, grid.getRowCount(), 2, 1);
  }

  private void row(String key, Node control, @Nullable Node under) {
    var label = new Label();
    label.textProperty().bind(messages.bind("preferences." + key + ".name"));
    label.setLabelFor(control);
    label.setMinWidth(Region.USE_PREF_SIZE);
    label.getStyleClass().add("preferences-name");
    control.accessibleTextProperty().bind(label.textProperty());
    GridPane.setValignment(label, javafx.geometry.VPos.TOP);
    int row = grid.getRowCount();
    grid.add(label, 0, row);
    var cell = new VBox(4, line(key, control));
    if (under != null) {
      cell.getChildren().add(under);
    }
    grid.add(cell, 1, row);
  }

  /** A control with its unit behind it, where it has one. */
  private Node line(String key, Node control) {
    if (!(control instanceof TextField)) {
      return control;
    }
    if (key.equals("port")) {
      return new HBox(control);
    }
    var unit = new Label();
    unit.textProperty().bind(messages.bind("preferences." + key + ".unit"));
    unit.getStyleClass().add(DeskStyles.MUTED);
    var line = new HBox(8, control, unit);
    line.setAlignment(Pos.CENTER_LEFT);
    return line;
  }

  private Node toggle(String key, Property<Boolean> property) {
    var toggle = new ToggleSwitch();
    toggle.setId("preferences-" + key);
    toggle.selectedProperty().bindBidirectional(property);
    return toggle;
  }

  private Node note(String key) {
    var label = new Label();
    label.textProperty().bind(messages.bind("preferences." + key + ".hint"));
    label.getStyleClass().add(DeskStyles.FIELD_HINT);
    label.setWrapText(true);
    label.setPrefWidth(320);
    label.setMinHeight(Region.USE_PREF_SIZE);
    return label;
  }

  /** A choice of numbers; one that was set elsewhere and is not among them is offered, too. */
  private Node numbers(String key, List<Integer> values, Property<Integer> property) {
    var choice = new ChoiceBox<Integer>();
    choice.setId("preferences-" + key);
    choice
        .getItems()
        .setAll(
            Stream.concat(values.stream(), Stream.of(property.getValue()))
                .distinct()
                .sorted()
                .toList());
    choice.setPrefWidth(220);
    choice.valueProperty().bindBidirectional(property);
    messages
        .localeProperty()
        .subscribe(_ -> choice.setConverter(new Numbers("preferences." + key + ".value")));
    return choice;
  }

  private <E extends Enum<E>> Node choice(String key, Property<E> property, E[] values) {
    var choice = new ChoiceBox<E>();
    choice.setId("preferences-" + key);
    choice.getItems().setAll(values);
    choice.setPrefWidth(220);
    choice.valueProperty().bindBidirectional(property);
    // A new converter makes the box say everything again, in the new language.
    messages
        .localeProperty()
        .subscribe(_ -> choice.setConverter(new Words<>("preferences." + key + ".")));
    return choice;
  }

  private TextField number(String key, TextSetting<?> setting) {
    var field = new TextField();
    field.setId("preferences-" + key);
    field.textProperty().bindBidirectional(setting.textProperty());
    field.setPrefColumnCount(8);
    field.setDisable(setting.isFixed());
    setting
        .fault()
        .subscribe(fault -> field.pseudoClassStateChanged(Styles.STATE_DANGER, fault.isPresent()));
    return field;
  }

  /** What is wrong, or who sets it, or what it is for. */
  private Node under(String key, TextSetting<?> setting) {
    var label = new Label();
    label.setId("preferences-" + key + "-note");
    label.setWrapText(true);
    label.setPrefWidth(320);
    label.setMinHeight(Region.USE_PREF_SIZE);
    var fault = setting.fault();
    label
        .textProperty()
        .bind(
            Bindings.createStringBinding(
                () ->
                    fault
                        .getValue()
                        .map(what -> fault(key, what))
                        .orElseGet(() -> hint(key, setting.origin())),
                fault,
                messages.localeProperty()));
    fault.subscribe(
        what ->
            label
                .getStyleClass()
                .setAll(
                    "label", what.isPresent() ? DeskStyles.FIELD_ERROR : DeskStyles.FIELD_HINT));
    return label;
  }

  private String fault(String key, SettingFault fault) {
    return switch (fault) {
      case TOO_SMALL, TOO_LARGE -> messages.get("preferences." + key + ".range");
      default -> messages.get("preferences.fault." + word(fault));
    };
  }

  private String hint(String key, Origin origin) {
    return switch (origin) {
      case Origin.Variable(var name) -> messages.get("preferences.fixed.environment", name);
      case Origin.EnvFile(var name, var file, var line) ->
          messages.get("preferences.fixed.file", name, file.getFileName(), Integer.toString(line));
      case Origin.Chosen _, Origin.Default _ -> messages.get("preferences." + key + ".hint");
    };
  }

  private Node buttons() {
    var cancel = new Button();
    cancel.setId("preferences-cancel");
    cancel.textProperty().bind(messages.bind("preferences.cancel"));
    cancel.setOnAction(
        _ -> {
          model.cancel();
          done.run();
        });
    ButtonBar.setButtonData(cancel, ButtonBar.ButtonData.CANCEL_CLOSE);
    var save = new Button();
    save.setId("preferences-save");
    save.textProperty().bind(messages.bind("preferences.save"));
    save.setDefaultButton(true);
    save.disableProperty().bind(model.validProperty().not());
    save.setOnAction(
        _ -> {
          if (model.save()) {
            done.run();
          }
        });
    ButtonBar.setButtonData(save, ButtonBar.ButtonData.OK_DONE);
    var bar = new ButtonBar();
    bar.getButtons().setAll(cancel, save);
    bar.getStyleClass().add("desk-dialog-buttons");
    return bar;
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace("_", "");
  }

  /** A number with what it counts, in the window's language. */
  private final class Numbers extends StringConverter<Integer> {
    private final String key;

    Numbers(String key) {
      this.key = key;
    }

    @Override
    public String toString(@Nullable Integer number) {
      return number == null ? "" : messages.get(key, number);
    }

    @Override
    public Integer fromString(String text) {
      throw new UnsupportedOperationException("nothing is typed here");
    }
  }

  /** The words for a choice, in the window's language. */
  private final class Words<E extends Enum<E>> extends StringConverter<E> {
    private final String prefix;

    Words(String prefix) {
      this.prefix = prefix;
    }

    @Override
    public String toString(@Nullable E choice) {
      return choice == null ? "" : messages.get(prefix + word(choice));
    }

    @Override
    public E fromString(String text) {
      throw new UnsupportedOperationException("nothing is typed here");
    }
  }
}
