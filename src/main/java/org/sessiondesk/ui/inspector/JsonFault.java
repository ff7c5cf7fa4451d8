package org.sessiondesk.ui.inspector;

import org.sessiondesk.ui.fx.Messages;

/** Why JSON text cannot be taken over as an edit of a session. */
sealed interface JsonFault {

  /** It is not JSON at this place; line and column from 1. */
  record Syntax(int line, int column) implements JsonFault {}

  /** An object names a key twice; line and column from 1. */
  record KeyTwice(String key, int line, int column) implements JsonFault {}

  /** It is JSON, but no object. */
  record NotAnObject() implements JsonFault {}

  /** What stands under {@code key} is not changed here. */
  record Fixed(String key) implements JsonFault {}

  /** {@code key} must be there. */
  record Missing(String key) implements JsonFault {}

  /** The services that read sessions fail at a key that they do not know. */
  record Unknown(String key) implements JsonFault {}

  /** What stands under {@code key} must be a text. */
  record NotText(String key) implements JsonFault {}

  /** The metadata must be an object. */
  record MetadataNotAnObject() implements JsonFault {}

  /** It in words, in the window's language. */
  default String describe(Messages messages) {
    return switch (this) {
      case Syntax(int line, int column) -> messages.get("field.metadata.syntax", line, column);
      case KeyTwice(var key, int line, int column) ->
          messages.get("field.metadata.keytwice", line, column, key);
      case NotAnObject _ -> messages.get("inspector.json.notanobject");
      case Fixed(var key) -> messages.get("inspector.json.fixed", key);
      case Missing(var key) -> messages.get("inspector.json.missing", key);
      case Unknown(var key) -> messages.get("inspector.json.unknown", key);
      case NotText(var key) -> messages.get("inspector.json.nottext", key);
      case MetadataNotAnObject _ -> messages.get("field.metadata.notanobject");
    };
  }

  /** Where in {@code text} it is. */
  default int offset(String text) {
    return switch (this) {
      case Syntax(int line, int column) -> offset(text, line, column);
      case KeyTwice(_, int line, int column) -> offset(text, line, column);
      case NotAnObject _, Missing _ -> 0;
      case Fixed(var key) -> JsonLexer.place(text, key).orElse(0);
      case Unknown(var key) -> JsonLexer.place(text, key).orElse(0);
      case NotText(var key) -> JsonLexer.place(text, key).orElse(0);
      case MetadataNotAnObject _ -> JsonLexer.place(text, "metadata").orElse(0);
    };
  }

  private static int offset(String text, int line, int column) {
    int start = 0;
    for (int i = 1; i < line; i++) {
      int end = text.indexOf('\n', start);
      if (end < 0) {
        break;
      }
      start = end + 1;
    }
    return Math.clamp(start + column - 1L, 0, text.length());
  }
}
