package org.sessiondesk.ui.fx;

import java.text.MessageFormat;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.MissingResourceException;
import java.util.ResourceBundle;
import java.util.concurrent.ConcurrentHashMap;
import javafx.beans.Observable;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.StringBinding;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableValue;

/**
 * The window's texts. A key is {@code part.place.kind}; its first word names the bundle, {@code
 * org/sessiondesk/ui/messages/<part>.properties} (English) or {@code <part>_zh.properties}. Texts
 * with arguments are {@link MessageFormat} patterns. Bound texts follow the language.
 */
public final class Messages {
  private static final String FOLDER = "org.sessiondesk.ui.messages.";
  private static final ResourceBundle.Control NO_FALLBACK =
      ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);

  private final ObjectProperty<Locale> locale;
  private final Map<String, ResourceBundle> bundles = new ConcurrentHashMap<>();

  /** Texts in the language of {@code locale}: Chinese where that is Chinese, else English. */
  public Messages(Locale locale) {
    this.locale = new SimpleObjectProperty<>(this, "locale", locale);
  }

  /** The language and the country whose formats are used; may be changed at any time. */
  public ObjectProperty<Locale> localeProperty() {
    return locale;
  }

  /** The language and the country whose formats are used. */
  public Locale locale() {
    return locale.get();
  }

  /**
   * The text of {@code key} now. An argument that is an {@link ObservableValue} counts as its
   * value.
   *
   * @throws MissingResourceException where there is no such key
   */
  public String get(String key, Object... arguments) {
    var pattern = bundle(key).getString(key);
    if (arguments.length == 0) {
      return pattern;
    }
    var values =
        Arrays.stream(arguments)
            .map(a -> a instanceof ObservableValue<?> observable ? observable.getValue() : a)
            .toArray();
    return new MessageFormat(pattern, locale.get()).format(values);
  }

  /**
   * The English text of {@code key}, whatever the window's language: many know a program's words in
   * it. For keys without arguments.
   *
   * @throws MissingResourceException where there is no such key
   */
  public String inEnglish(String key) {
    return bundle(key, Locale.ROOT).getString(key);
  }

  /** The text of {@code key}, which follows the language and the arguments that are observable. */
  public StringBinding bind(String key, Object... arguments) {
    var dependencies = new Observable[arguments.length + 1];
    dependencies[0] = locale;
    int count = 1;
    for (var argument : arguments) {
      if (argument instanceof Observable observable) {
        dependencies[count++] = observable;
      }
    }
    return Bindings.createStringBinding(
        () -> get(key, arguments), Arrays.copyOf(dependencies, count));
  }

  private ResourceBundle bundle(String key) {
    boolean chinese = locale.get().getLanguage().equals(Locale.CHINESE.getLanguage());
    return bundle(key, chinese ? Locale.CHINESE : Locale.ROOT);
  }

  private ResourceBundle bundle(String key, Locale language) {
    int dot = key.indexOf('.');
    var part = dot < 0 ? key : key.substring(0, dot);
    return bundles.computeIfAbsent(
        part + '/' + language, _ -> ResourceBundle.getBundle(FOLDER + part, language, NO_FALLBACK));
  }
}
