package org.sessiondesk.api;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.sessiondesk.session.Actor;
import org.sessiondesk.session.SessionId;

/**
 * A request that has passed the gates.
 *
 * @param variables the variable parts of its path, decoded
 * @param query its query, encoded as it came; empty where it has none
 * @param body its body; empty where it has none
 * @param caller who calls
 * @param headers looks up a header by its name
 */
@SuppressWarnings("ArrayRecordComponent") // calls are never compared
record Call(
    Map<String, String> variables,
    String query,
    byte[] body,
    Gates.Caller caller,
    Function<String, Optional<String>> headers) {

  /** The session that the path names. */
  SessionId id() {
    return new SessionId(variable("session_id"));
  }

  /** In whose name sessions are changed. */
  Actor actor() {
    return new Actor(Actor.Face.API, caller.name());
  }

  /** A variable part of the path. */
  String variable(String name) {
    var value = variables.get(name);
    if (value == null) {
      throw new IllegalStateException("the route has no variable " + name);
    }
    return value;
  }

  /** A header; its first value where there are several. */
  Optional<String> header(String name) {
    return headers.apply(name);
  }

  /** Ends the request where the caller may not create persistent sessions. */
  void requirePersistentRight() {
    if (!caller.mayCreatePersistent()) {
      throw new ApiException(
          403, "Creating persistent sessions needs the token that is kept for it");
    }
  }
}
