package org.sessiondesk.ui.preferences;

import java.util.Optional;
import java.util.function.Function;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.beans.value.ObservableValue;
import org.sessiondesk.settings.Effective;
import org.sessiondesk.settings.Origin;
import org.sessiondesk.settings.SettingFault;
import org.sessiondesk.settings.SettingRules.Checked;

/** A setting that is typed: its text, what is wrong with it, and whether it can be changed. */
public final class TextSetting<T> {
  private final Origin origin;
  private final String first;
  private final Function<String, Checked<T>> rule;
  private final StringProperty text;
  private final ObservableValue<Optional<SettingFault>> fault;

  /**
   * Makes it.
   *
   * @param now what holds
   * @param words writes a value as it is typed
   * @param rule reads what is typed
   */
  TextSetting(Effective<T> now, Function<T, String> words, Function<String, Checked<T>> rule) {
    this.origin = now.origin();
    this.first = words.apply(now.value());
    this.rule = rule;
    this.text = new SimpleStringProperty(this, "text", first);
    this.fault = text.map(typed -> isFixed() ? Optional.empty() : rule.apply(typed).bad());
  }

  /** What is typed. */
  public StringProperty textProperty() {
    return text;
  }

  /** What is wrong with it; empty where nothing is. */
  public ObservableValue<Optional<SettingFault>> fault() {
    return fault;
  }

  /** Whether the environment or {@code .env} sets it, so that it cannot be changed here. */
  public boolean isFixed() {
    return origin.fixed();
  }

  /** Where its value comes from. */
  public Origin origin() {
    return origin;
  }

  /** What is to be saved; empty where nothing was typed, or nothing that makes sense. */
  Optional<T> changed() {
    return isFixed() || text.get().strip().equals(first)
        ? Optional.empty()
        : rule.apply(text.get()).good();
  }
}
