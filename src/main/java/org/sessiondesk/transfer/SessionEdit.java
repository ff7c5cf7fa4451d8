package org.sessiondesk.transfer;

import org.jspecify.annotations.Nullable;
import org.sessiondesk.session.Json;
import org.sessiondesk.session.Session;

/** A change that is made to many sessions. */
public sealed interface SessionEdit {

  /** {@code session} with the change made; metadata that is no object stays as it is. */
  Session applyTo(Session session);

  /** Whether it can be made only where the metadata is an object. */
  default boolean needsObject() {
    return false;
  }

  /** Another voice. */
  record SetVoice(String voice) implements SessionEdit {
    @Override
    public Session applyTo(Session session) {
      return session.withVoice(voice);
    }
  }

  /**
   * Another name.
   *
   * @param name the name, or null for none
   */
  record SetName(@Nullable String name) implements SessionEdit {
    @Override
    public Session applyTo(Session session) {
      return session.withName(name);
    }
  }

  /** A key of the metadata with this value. */
  record SetMetadata(String key, Json value) implements SessionEdit {
    @Override
    public Session applyTo(Session session) {
      return session.metadata() instanceof Json.Obj metadata
          ? session.withMetadata(metadata.with(key, value))
          : session;
    }

    @Override
    public boolean needsObject() {
      return true;
    }
  }

  /** Without a key of the metadata. */
  record RemoveMetadata(String key) implements SessionEdit {
    @Override
    public Session applyTo(Session session) {
      return session.metadata() instanceof Json.Obj metadata
          ? session.withMetadata(metadata.without(key))
          : session;
    }

    @Override
    public boolean needsObject() {
      return true;
    }
  }
}
