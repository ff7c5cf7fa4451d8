package org.sessiondesk.session;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A JSON value (RFC 8259), as metadata holds it. Numbers keep the very digits they were written
 * with and never pass through a {@code double}; objects keep their order. Values are immutable.
 *
 * <p>Where an object is read that names a key twice the last value counts, as in Python.
 */
public sealed interface Json {

  /** The empty object. */
  Obj EMPTY = new Obj(Map.of());

  /** An object; {@code members} in the order they were written. */
  record Obj(Map<String, Json> members) implements Json {
    public Obj {
      members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
    }

    /** This object with {@code key} set to {@code value}, in its old place or at the end. */
    public Obj with(String key, Json value) {
      var changed = new LinkedHashMap<>(members);
      changed.put(key, value);
      return new Obj(changed);
    }

    /** This object without {@code key}. */
    public Obj without(String key) {
      var changed = new LinkedHashMap<>(members);
      changed.remove(key);
      return new Obj(changed);
    }

    // Written out, here and below: a record's generated methods need so much stack for every level
    // that a thousand levels would not fit.
    @Override
    public boolean equals(Object other) {
      return other instanceof Obj that && members.equals(that.members);
    }

    @Override
    public int hashCode() {
      return members.hashCode();
    }
  }

  /** An array. */
  record Arr(List<Json> items) implements Json {
    public Arr {
      items = List.copyOf(items);
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Arr that && items.equals(that.items);
    }

    @Override
    public int hashCode() {
      return items.hashCode();
    }
  }

  /** A string. */
  record Str(String value) implements Json {}

  /**
   * A number.
   *
   * @param literal its text as written, such as {@code 12345678901234567890}, {@code 1e+21} or
   *     {@code 1.0}; {@code NaN}, {@code Infinity} and {@code -Infinity} occur in what Python wrote
   */
  record Num(String literal) implements Json {}

  /** {@code true} or {@code false}. */
  record Bool(boolean value) implements Json {}

  /** {@code null}. */
  record Null() implements Json {}
}
