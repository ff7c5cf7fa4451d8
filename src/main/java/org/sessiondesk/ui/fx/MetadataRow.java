package org.sessiondesk.ui.fx;

import java.util.Optional;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.jspecify.annotations.Nullable;
import org.sessiondesk.session.Json;
import org.sessiondesk.session.JsonFormat;
import org.sessiondesk.session.JsonSyntaxException;

/** One key and its value, as the metadata editor's rows hold them. */
public final class MetadataRow {

  /** What a value is. */
  public enum Kind {
    TEXT,
    NUMBER,
    TRUTH,
    NULL,
    /** An object or an array. */
    JSON
  }

  /** What can be wrong with a row. */
  public enum RowFault {
    KEY_MISSING,
    KEY_TWICE,
    NOT_A_NUMBER,
    NOT_TRUE_OR_FALSE,
    NOT_JSON
  }

  private final JsonFormat format;
  private final @Nullable String originalKey;
  private final @Nullable Json original;
  private final String originalText;
  private final StringProperty key = new SimpleStringProperty(this, "key");
  private final StringProperty value = new SimpleStringProperty(this, "value");
  private final ObjectProperty<Kind> kind = new SimpleObjectProperty<>(this, "kind");
  private final ReadOnlyObjectWrapper<@Nullable RowFault> fault =
      new ReadOnlyObjectWrapper<>(this, "fault");

  /** A row that somebody has still to fill in. */
  MetadataRow(JsonFormat format) {
    this.format = format;
    originalKey = null;
    original = null;
    originalText = "";
    key.set("");
    value.set("");
    kind.set(Kind.TEXT);
  }

  /** A row of what is there already. */
  MetadataRow(JsonFormat format, String key, Json value) {
    this.format = format;
    originalKey = key;
    original = value;
    originalText =
        switch (value) {
          case Json.Str s -> s.value();
          case Json.Num n -> n.literal();
          case Json.Bool b -> Boolean.toString(b.value());
          case Json.Null _ -> "null";
          case Json.Arr _, Json.Obj _ -> JsonTexts.line(format, value);
        };
    this.key.set(key);
    this.value.set(originalText);
    kind.set(kindOf(value));
  }

  private static Kind kindOf(Json value) {
    return switch (value) {
      case Json.Str _ -> Kind.TEXT;
      case Json.Num _ -> Kind.NUMBER;
      case Json.Bool _ -> Kind.TRUTH;
      case Json.Null _ -> Kind.NULL;
      case Json.Arr _, Json.Obj _ -> Kind.JSON;
    };
  }

  /** The key. */
  public StringProperty keyProperty() {
    return key;
  }

  /** The value as people write it: a text without quotes, a number's digits, a line of JSON. */
  public StringProperty valueProperty() {
    return value;
  }

  /** What the value is; stays what it was until somebody chooses another. */
  public ObjectProperty<Kind> kindProperty() {
    return kind;
  }

  /** What is wrong with it, or null. */
  public ReadOnlyObjectProperty<@Nullable RowFault> faultProperty() {
    return fault.getReadOnlyProperty();
  }

  void setFault(@Nullable RowFault now) {
    fault.set(now);
  }

  /** Whether it is new and nothing was filled in: then it counts for nothing. */
  boolean isBlank() {
    return original == null && key.get().isEmpty() && value.get().isEmpty();
  }

  /** Whether its key must be filled in; an empty key that was stored may stay. */
  boolean lacksKey() {
    return key.get().isEmpty() && (originalKey == null || !originalKey.isEmpty());
  }

  /** Its value, or empty where what is written is not of the kind that is chosen. */
  Optional<Json> json() {
    if (original != null && kind.get() == kindOf(original) && value.get().equals(originalText)) {
      return Optional.of(original);
    }
    return switch (kind.get()) {
      case TEXT -> Optional.of(new Json.Str(value.get()));
      case NULL -> Optional.of(new Json.Null());
      case NUMBER -> parsed().filter(Json.Num.class::isInstance);
      case TRUTH -> parsed().filter(Json.Bool.class::isInstance);
      case JSON -> parsed();
    };
  }

  private Optional<Json> parsed() {
    try {
      return Optional.of(format.parse(value.get().strip()));
    } catch (JsonSyntaxException _) {
      return Optional.empty();
    }
  }

  @Nullable RowFault valueFault() {
    if (json().isPresent()) {
      return null;
    }
    return switch (kind.get()) {
      case NUMBER -> RowFault.NOT_A_NUMBER;
      case TRUTH -> RowFault.NOT_TRUE_OR_FALSE;
      case TEXT, NULL, JSON -> RowFault.NOT_JSON;
    };
  }
}
