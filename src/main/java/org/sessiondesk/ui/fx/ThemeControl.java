package org.sessiondesk.ui.fx;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.WeakHashMap;
import javafx.application.Application;
import javafx.application.ColorScheme;
import javafx.application.Platform;
import javafx.beans.binding.Bindings;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableValue;
import javafx.scene.Scene;
import org.jspecify.annotations.Nullable;
import org.sessiondesk.settings.Theme;

/**
 * The colours of the whole program, which may change at any time, and the style sheets of its
 * windows. Made once, on the window's thread.
 */
public final class ThemeControl {
  private static final String FRAME = "desk-frame";
  private static final String COMPACT = "desk-compact";

  /** The usual size of text, in pixels; style sheets give sizes in shares of it. */
  private static final double TEXT_SIZE = 13;

  private static final String FOLDER = "/org/sessiondesk/ui/css/";

  private final ObjectProperty<Theme> theme;
  private final ReadOnlyBooleanWrapper dark = new ReadOnlyBooleanWrapper(this, "dark");
  private final ObjectProperty<@Nullable String> frame = new SimpleObjectProperty<>(this, "frame");
  private final BooleanProperty compact = new SimpleBooleanProperty(this, "compact");
  private final IntegerProperty textPercent = new SimpleIntegerProperty(this, "textPercent", 100);
  private final List<String> sheets = new ArrayList<>();
  private final Set<Scene> scenes = Collections.newSetFromMap(new WeakHashMap<>());

  /**
   * Puts {@code wanted} in force.
   *
   * @param parts the style sheets, {@code css/<part>.css}, that every scene gets, in their order
   * @throws IllegalArgumentException where a part has none
   */
  public ThemeControl(Theme wanted, List<String> parts) {
    this(wanted, parts, Platform.getPreferences().colorSchemeProperty());
  }

  /** The same, with another system to follow. */
  ThemeControl(Theme wanted, List<String> parts, ObservableValue<ColorScheme> system) {
    theme = new SimpleObjectProperty<>(this, "theme", wanted);
    parts.forEach(part -> sheets.add(sheet(part)));
    dark.bind(
        Bindings.createBooleanBinding(
            () ->
                switch (theme.get()) {
                  case SYSTEM -> system.getValue() == ColorScheme.DARK;
                  case LIGHT -> false;
                  case DARK -> true;
                },
            theme,
            system));
    dark.subscribe(this::apply);
    frame.subscribe((_, _) -> scenes.forEach(this::frame));
    compact.subscribe((_, _) -> scenes.forEach(this::size));
    textPercent.subscribe((_, _) -> scenes.forEach(this::size));
  }

  private static String sheet(String part) {
    var url = ThemeControl.class.getResource(FOLDER + part + ".css");
    if (url == null) {
      throw new IllegalArgumentException("there is no style sheet of " + part);
    }
    return url.toExternalForm();
  }

  /** What the operator wants. */
  public ObjectProperty<Theme> themeProperty() {
    return theme;
  }

  /** Whether the colours are dark now. */
  public ReadOnlyBooleanProperty darkProperty() {
    return dark.getReadOnlyProperty();
  }

  /** Whether the colours are dark now. */
  public boolean isDark() {
    return dark.get();
  }

  /**
   * The style class of the mark in whose colour every window is framed, or null for no frame: see
   * {@link ProfileBadge#styleOf}.
   */
  public ObjectProperty<@Nullable String> frameProperty() {
    return frame;
  }

  /** Whether rows and controls lie closer together. */
  public BooleanProperty compactProperty() {
    return compact;
  }

  /** How large text is, in percent of the usual size; everything measured by it grows along. */
  public IntegerProperty textPercentProperty() {
    return textPercent;
  }

  /** Gives {@code scene} the style sheets, and its window's frame the right colours. */
  public void dress(Scene scene) {
    scene.getStylesheets().setAll(sheets);
    scenes.add(scene);
    frame(scene);
    size(scene);
  }

  private void size(Scene scene) {
    var root = scene.getRoot();
    double size = TEXT_SIZE * textPercent.get() / 100.0;
    root.setStyle(String.format(Locale.ROOT, "-fx-font-size: %.2fpx;", size));
    root.getStyleClass().remove(COMPACT);
    if (compact.get()) {
      root.getStyleClass().add(COMPACT);
    }
  }

  private void apply(boolean nowDark) {
    var sheet = nowDark ? new PrimerDark() : new PrimerLight();
    Application.setUserAgentStylesheet(sheet.getUserAgentStylesheet());
    scenes.forEach(this::frame);
  }

  private void frame(Scene scene) {
    scene.getPreferences().setColorScheme(dark.get() ? ColorScheme.DARK : ColorScheme.LIGHT);
    var styles = scene.getRoot().getStyleClass();
    styles.removeIf(style -> style.startsWith("desk-mark-") || style.equals(FRAME));
    var mark = frame.get();
    if (mark != null) {
      styles.addAll(FRAME, mark);
    }
  }
}
