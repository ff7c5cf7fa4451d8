package org.sessiondesk.api;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.sessiondesk.session.Json;
import org.sessiondesk.session.NewSession;
import org.sessiondesk.session.Session;
import org.sessiondesk.session.SessionRules;

/**
 * The bodies that requests about sessions carry. Unknown fields are ignored. Whatever is wrong with
 * a body is told in one answer, a 422; only then is the voice's name looked at, for a 400.
 */
final class SessionBodies {

  private SessionBodies() {}

  /** What a new session is asked to be. */
  static NewSession create(Json.Obj body) {
    var faults = new Faults();
    var fields = new Fields(body, faults);
    var text = fields.required("text");
    var voice = fields.required("voice");
    var name = fields.optional("name");
    // Asked before, so that a life that counts for nothing is not judged; told after.
    var persistentFaults = new Faults();
    boolean persistent = new Fields(body, persistentFaults).truth("persistent", false);
    var ttl = fields.ttl(!persistent);
    fields.truth("persistent", false);
    var metadata = fields.metadata();
    faults.throwIfAny();
    requireVoice(voice);
    return new NewSession(text, voice, name, persistent, ttl, metadata);
  }

  private static void requireVoice(String voice) {
    if (!SessionRules.isVoiceName(voice)) {
      throw invalidVoice(voice);
    }
  }

  private static ApiException invalidVoice(String voice) {
    return new ApiException(400, "Invalid voice name: " + voice);
  }

  /**
   * What is to change about a session; what is null stays.
   *
   * @param named whether the name is to change; then a null {@code name} takes it away
   */
  record Patch(
      @Nullable String text,
      @Nullable String voice,
      boolean named,
      @Nullable String name,
      Json.@Nullable Obj metadata) {

    /**
     * {@code session} with the changes. A voice that is kept is not judged: others may have stored
     * any.
     */
    Session applyTo(Session session) {
      var changed = text == null ? session : session.withText(text);
      if (voice != null && !voice.equals(session.voice())) {
        requireVoice(voice);
        changed = changed.withVoice(voice);
      }
      if (named) {
        changed = changed.withName(name);
      }
      return metadata == null ? changed : changed.withMetadata(metadata);
    }
  }

  /** What is to change about a session. */
  static Patch patch(Json.Obj body) {
    var faults = new Faults();
    var fields = new Fields(body, faults);
    var text = fields.has("text") ? fields.required("text") : null;
    var voice = fields.has("voice") ? fields.required("voice") : null;
    var named = fields.has("name");
    var name = fields.optional("name");
    var metadata = fields.has("metadata") ? fields.metadata() : null;
    faults.throwIfAny();
    return new Patch(text, voice, named, name, metadata);
  }

  /** How long a demoted session is to live; null for the default. */
  static @Nullable Duration demote(Json.Obj body) {
    var faults = new Faults();
    var ttl = new Fields(body, faults).ttl(true);
    faults.throwIfAny();
    return ttl;
  }
}
