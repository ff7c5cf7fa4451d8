package org.sessiondesk.ui.fx;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.Set;
import javafx.beans.Observable;
import javafx.beans.binding.Bindings;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.beans.value.ObservableValue;
import javafx.collections.FXCollections;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;
import org.sessiondesk.session.Json;
import org.sessiondesk.session.JsonFormat;
import org.sessiondesk.session.JsonSyntaxException;

/**
 * Metadata being edited, as rows or as JSON text: two faces of one content. What is not touched
 * keeps its type, its digits and its place. Window's thread only.
 */
public final class MetadataModel {

  /** Objects with more members than this are edited as JSON only. */
  public static final int MOST_ROWS = 200;

  /** How it is shown. */
  public enum Face {
    ROWS,
    JSON
  }

  /** What is wrong with it. */
  public sealed interface MetadataFault {
    /** A row is faulty: the first of them, counted from 0. */
    record InRow(int row, MetadataRow.RowFault fault) implements MetadataFault {}

    /** The text is not JSON at this place; line and column from 1. */
    record Syntax(int line, int column) implements MetadataFault {}

    /** An object in the text names a key twice; line and column from 1. */
    record KeyTwice(String key, int line, int column) implements MetadataFault {}

    /** It is JSON, but no object. */
    record NotAnObject() implements MetadataFault {}
  }

  private final JsonFormat format;
  private final ReadOnlyObjectWrapper<Face> face = new ReadOnlyObjectWrapper<>(Face.ROWS);
  private final ObservableList<MetadataRow> rows =
      FXCollections.observableArrayList(
          row -> new Observable[] {row.keyProperty(), row.valueProperty(), row.kindProperty()});
  private final StringProperty text = new SimpleStringProperty(this, "text", "");
  private final ReadOnlyObjectWrapper<@Nullable MetadataFault> fault =
      new ReadOnlyObjectWrapper<>();
  private final ReadOnlyBooleanWrapper changed = new ReadOnlyBooleanWrapper();
  private final ReadOnlyObjectWrapper<Json> content = new ReadOnlyObjectWrapper<>(Json.EMPTY);
  private final ObservableValue<String> error;
  private Json original = Json.EMPTY;

  /** The last whole content, and the text that stands for exactly it on the JSON face. */
  private Json current = Json.EMPTY;

  private String currentText = "";
  private boolean switching;

  /** Empty metadata. */
  public MetadataModel(JsonFormat format, Messages messages) {
    this.format = format;
    error =
        Bindings.createStringBinding(
            () -> describe(fault.get(), messages), fault, messages.localeProperty());
    rows.addListener((ListChangeListener<MetadataRow>) _ -> rowsChanged());
    text.subscribe((_, _) -> textChanged());
  }

  /** Which face is shown. */
  public ReadOnlyObjectProperty<Face> faceProperty() {
    return face.getReadOnlyProperty();
  }

  /** The rows, while that face is shown. */
  public ObservableList<MetadataRow> rows() {
    return rows;
  }

  /** The JSON text, while that face is shown. */
  public StringProperty textProperty() {
    return text;
  }

  /** What is wrong with it now, or null. */
  public ReadOnlyObjectProperty<@Nullable MetadataFault> faultProperty() {
    return fault.getReadOnlyProperty();
  }

  /** What is wrong with it in words, in the window's language; empty where nothing is. */
  public ObservableValue<String> errorProperty() {
    return error;
  }

  /** The last content that was not faulty; for what must follow it. */
  public ReadOnlyObjectProperty<Json> lastContentProperty() {
    return content.getReadOnlyProperty();
  }

  /** Whether it is other than what was shown at first, the order of keys aside, or faulty. */
  public ReadOnlyBooleanProperty changedProperty() {
    return changed.getReadOnlyProperty();
  }

  /** The metadata; empty where something is wrong with it, or it is no object. */
  public Optional<Json.Obj> value() {
    return content().filter(Json.Obj.class::isInstance).map(Json.Obj.class::cast);
  }

  /**
   * The metadata whatever they are: others may have stored something that is no object, and that
   * stays as long as nobody touches it. Empty where something is wrong with them.
   */
  public Optional<Json> content() {
    return fault.get() == null ? Optional.of(current) : Optional.empty();
  }

  /** Shows {@code metadata} and forgets what was edited. */
  public void show(Json metadata) {
    original = metadata;
    current = metadata;
    fault.set(null);
    fill(fitsRows(metadata) ? face.get() : Face.JSON);
    content.set(metadata);
    changed.set(false);
  }

  /** Shows {@code metadata} as an edit of what was shown at first. */
  public void edit(Json metadata) {
    current = metadata;
    fill(fitsRows(metadata) ? face.get() : Face.JSON);
    settle(null);
  }

  /**
   * Shows the other face with the same content. What is faulty can't be carried over, nor can what
   * rows can't hold: then nothing happens, and the fault stays to be seen.
   *
   * @return whether that face is shown now
   */
  public boolean turnTo(Face wanted) {
    if (wanted == face.get()) {
      return true;
    }
    if (fault.get() != null || (wanted == Face.ROWS && !fitsRows(current))) {
      return false;
    }
    fill(wanted);
    return true;
  }

  /** Whether rows can show it: an object that is not too large. */
  public boolean canShowRows() {
    return fitsRows(current);
  }

  /** Adds an empty row at the end and returns it. */
  public MetadataRow add() {
    var row = new MetadataRow(format);
    rows.add(row);
    return row;
  }

  /** Takes a row away. */
  public void remove(MetadataRow row) {
    rows.remove(row);
  }

  /** Where in the text the fault is, for the caret; empty where there is none. */
  public Optional<Integer> faultOffset() {
    return switch (fault.get()) {
      case MetadataFault.Syntax(int line, int column) -> Optional.of(offset(line, column));
      case MetadataFault.KeyTwice(_, int line, int column) -> Optional.of(offset(line, column));
      case null, default -> Optional.empty();
    };
  }

  private static boolean fitsRows(Json metadata) {
    return metadata instanceof Json.Obj object && object.members().size() <= MOST_ROWS;
  }

  private void fill(Face wanted) {
    switching = true;
    try {
      if (wanted == Face.ROWS) {
        rows.setAll(
            ((Json.Obj) current)
                .members().entrySet().stream()
                    .map(e -> new MetadataRow(format, e.getKey(), e.getValue()))
                    .toList());
      } else {
        currentText = JsonTexts.pretty(format, current);
        text.set(currentText);
      }
      face.set(wanted);
    } finally {
      switching = false;
    }
  }

  private void rowsChanged() {
    if (switching || face.get() != Face.ROWS) {
      return;
    }
    var members = new LinkedHashMap<String, Json>();
    var keys = new HashSet<String>();
    MetadataFault first = null;
    for (int i = 0; i < rows.size(); i++) {
      var row = rows.get(i);
      if (row.isBlank()) {
        row.setFault(null);
        continue;
      }
      var rowFault = faultOf(row, keys);
      row.setFault(rowFault);
      if (rowFault != null) {
        first = first == null ? new MetadataFault.InRow(i, rowFault) : first;
      } else {
        row.json().ifPresent(value -> members.put(row.keyProperty().get(), value));
      }
    }
    if (first == null) {
      current = new Json.Obj(members);
    }
    settle(first);
  }

  private static MetadataRow.@Nullable RowFault faultOf(MetadataRow row, Set<String> keys) {
    if (row.lacksKey()) {
      return MetadataRow.RowFault.KEY_MISSING;
    }
    return keys.add(row.keyProperty().get()) ? row.valueFault() : MetadataRow.RowFault.KEY_TWICE;
  }

  private void textChanged() {
    if (switching || face.get() != Face.JSON) {
      return;
    }
    if (text.get().equals(currentText)) {
      settle(null);
      return;
    }
    try {
      var read = format.parse(text.get());
      var twice = JsonKeys.firstDuplicate(text.get(), format);
      if (twice.isPresent()) {
        settle(keyTwice(twice.get()));
      } else if (!(read instanceof Json.Obj) && !read.equals(original)) {
        settle(new MetadataFault.NotAnObject());
      } else {
        current = read;
        currentText = text.get();
        settle(null);
      }
    } catch (JsonSyntaxException e) {
      settle(new MetadataFault.Syntax(e.line(), e.column()));
    }
  }

  private MetadataFault keyTwice(JsonKeys.Duplicate twice) {
    var before = text.get().substring(0, twice.offset());
    int line = 1 + (int) before.chars().filter(c -> c == '\n').count();
    return new MetadataFault.KeyTwice(twice.key(), line, twice.offset() - before.lastIndexOf('\n'));
  }

  private void settle(@Nullable MetadataFault now) {
    fault.set(now);
    content.set(current);
    changed.set(now != null || !current.equals(original));
  }

  private int offset(int line, int column) {
    int start = 0;
    for (int i = 1; i < line; i++) {
      int end = text.get().indexOf('\n', start);
      if (end < 0) {
        break;
      }
      start = end + 1;
    }
    return Math.clamp(start + column - 1L, 0, text.get().length());
  }

  private static String describe(@Nullable MetadataFault fault, Messages messages) {
    return switch (fault) {
      case null -> "";
      case MetadataFault.InRow(int row, var kind) ->
          messages.get("field.metadata.inrow", row + 1, rowText(kind, messages));
      case MetadataFault.Syntax(int line, int column) ->
          messages.get("field.metadata.syntax", line, column);
      case MetadataFault.KeyTwice(var key, int line, int column) ->
          messages.get("field.metadata.keytwice", line, column, key);
      case MetadataFault.NotAnObject _ -> messages.get("field.metadata.notanobject");
    };
  }

  /** What is wrong with a row, in the window's language. */
  static String rowText(MetadataRow.RowFault fault, Messages messages) {
    return messages.get(
        switch (fault) {
          case KEY_MISSING -> "field.row.keymissing";
          case KEY_TWICE -> "field.row.keytwice";
          case NOT_A_NUMBER -> "field.row.notanumber";
          case NOT_TRUE_OR_FALSE -> "field.row.nottrueorfalse";
          case NOT_JSON -> "field.row.notjson";
        });
  }
}
