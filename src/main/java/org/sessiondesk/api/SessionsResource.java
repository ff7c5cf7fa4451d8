package org.sessiondesk.api;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.util.List;
import org.sessiondesk.api.Route.Parameter;
import org.sessiondesk.service.SessionConflictException;
import org.sessiondesk.service.SessionNotFoundException;
import org.sessiondesk.service.SessionService;
import org.sessiondesk.session.Progress;
import org.sessiondesk.session.Session;
import org.sessiondesk.session.SessionId;
import org.sessiondesk.session.StoredSession;
import org.sessiondesk.session.UnreadableEntry;
import org.sessiondesk.session.UpdateResult;

/** The calls on sessions that TTS clients know, and those on a single session that are ours. */
final class SessionsResource {
  private static final String SESSIONS = "/api/v1/sessions";
  private static final String SESSION = SESSIONS + "/{session_id}";

  /** How often a change without {@code If-Match} is tried again after a lost race. */
  private static final int ATTEMPTS = 8;

  private final SessionService service;
  private final JsonBody json = new JsonBody();

  SessionsResource(SessionService service) {
    this.service = service;
  }

  List<Route> routes() {
    return List.of(
        Route.of("POST", SESSIONS, "Create a session")
            .takes("NewSession")
            .answers(
                201,
                "The session. Where it was to be persistent and no store took it, it is temporary,"
                    + " and a Warning header says so.",
                "Session")
            .answers(400, "The voice's name has not the shape of one")
            .answers(403, "Creating persistent sessions needs another token")
            .answers(422, "The body is at fault; one entry per fault")
            .by(inOneStore(this::create)),
        Route.of("GET", SESSIONS + "/stats", "Tell how many sessions there are")
            .answers(200, "The statistics", "Stats")
            .by(_ -> stats()),
        Route.of("GET", SESSION, "Get a session")
            .answers(200, "The session; its ETag names this state of it", "Session")
            .answers(404, "There is none, or it has expired")
            .answers(409, "What is stored cannot be read as a session")
            .by(this::get),
        Route.of("PATCH", SESSION, "Change a session's text, voice, name or metadata")
            .parameters(
                Parameter.header("If-Match", "The ETag of the state that the change is meant for"))
            .takes("SessionPatch")
            .answers(200, "The session as it is now", "Session")
            .answers(400, "The voice's name has not the shape of one")
            .answers(404, "There is none, or it has expired")
            .answers(412, "Somebody changed it meanwhile; nothing was changed")
            .answers(422, "The body is at fault; one entry per fault")
            .by(inOneStore(this::patch)),
        Route.of("DELETE", SESSION, "Delete a session")
            .answers(200, "It is deleted", "Deleted")
            .answers(404, "There is none")
            .by(inOneStore(this::delete)),
        Route.of("POST", SESSION + "/segment", "Cut a session's text into sentences and words")
            .answers(200, "The sentences, which the session keeps", "Segmented")
            .answers(404, "There is none, or it has expired")
            .by(inOneStore(this::segment)),
        Route.of("POST", SESSION + "/promote", "Make a temporary session persistent")
            .answers(200, "The session as it is now", "Session")
            .answers(403, "Creating persistent sessions needs another token")
            .answers(404, "There is none")
            .answers(409, "It is persistent already")
            .by(inOneStore(this::promote)),
        Route.of("POST", SESSION + "/demote", "Make a persistent session temporary")
            .takes("Demotion")
            .answers(200, "The session as it is now", "Session")
            .answers(404, "There is none")
            .answers(409, "It is temporary already, or was changed meanwhile")
            .answers(422, "The body is at fault; one entry per fault")
            .by(inOneStore(this::demote)));
  }

  private Reply create(Call call) {
    var asked = SessionBodies.create(json.object(call.body(), call.header("Content-Type")));
    if (asked.persistent()) {
      call.requirePersistentRight();
    }
    var session = service.create(asked).session();
    var reply = Reply.json(201, SessionView.write(session));
    return session.fallback()
        ? Reply.with(
            reply,
            "Warning",
            "199 session-desk \"No store of persistent sessions took it:"
                + " the session is temporary and will expire\"")
        : reply;
  }

  private Reply stats() {
    var stats = service.stats();
    var hours =
        BigDecimal.valueOf(stats.defaultTtl().toNanos())
            .movePointLeft(9)
            .divide(BigDecimal.valueOf(3600), MathContext.DECIMAL64);
    return Reply.json(
        200,
        new JsonWriter()
            .raw("{\"temporary_sessions\":{\"total\":" + stats.temporaryTotal())
            .raw(",\"active\":" + stats.temporaryActive())
            .raw(",\"expired\":" + stats.temporaryExpired())
            .raw("},\"persistent_sessions\":" + stats.persistent())
            .raw(",\"total_sessions\":" + stats.total())
            .raw(",\"default_ttl_hours\":" + hours.doubleValue())
            .raw(",\"persistent_store_enabled\":" + stats.storeEnabled() + "}"));
  }

  private Reply get(Call call) {
    return withTag(stored(call.id()));
  }

  private static Reply withTag(StoredSession stored) {
    return Reply.with(Reply.json(200, SessionView.write(stored.session())), "ETag", tag(stored));
  }

  private static String tag(StoredSession stored) {
    return '"' + stored.revision().tag() + '"';
  }

  /**
   * What a call reads and what it changes is in the same store, whatever is connected meanwhile,
   * and is changed in the caller's name.
   */
  private Route.Handler inOneStore(Route.Handler handler) {
    return call ->
        service
            .journal()
            .by(call.actor(), () -> service.within(service.lease(), () -> handler.handle(call)));
  }

  private StoredSession stored(SessionId id) {
    return switch (service.find(id).orElseThrow(() -> new SessionNotFoundException(id))) {
      case StoredSession stored -> stored;
      case UnreadableEntry unreadable -> throw ErrorReplies.unreadable(unreadable);
    };
  }

  private Reply patch(Call call) {
    var patch = SessionBodies.patch(json.object(call.body(), call.header("Content-Type")));
    var match = call.header("If-Match").map(EntityTags::new);
    var seen = stored(call.id());
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      if (match.isPresent() && !match.get().matches(tag(seen))) {
        throw new ApiException(412, "Session was changed meanwhile: " + call.id().value());
      }
      switch (service.update(seen, patch.applyTo(seen.session()))) {
        case UpdateResult.Saved(StoredSession now) -> {
          return withTag(now);
        }
        case UpdateResult.Conflict(StoredSession theirs) -> seen = theirs;
        case UpdateResult.Conflict(UnreadableEntry theirs) -> throw ErrorReplies.unreadable(theirs);
        case UpdateResult.Gone _ -> throw new SessionNotFoundException(call.id());
      }
    }
    throw new SessionConflictException(call.id(), "the session is being changed again and again");
  }

  private Reply delete(Call call) {
    var id = call.id();
    if (!service.delete(id)) {
      throw new ApiException(404, "Session not found: " + id.value());
    }
    return Reply.json(
        200,
        new JsonWriter()
            .raw("{\"message\":\"Session deleted successfully\",\"session_id\":")
            .string(id.value())
            .raw("}"));
  }

  private Reply segment(Call call) {
    var id = call.id();
    // Unreadable ones are told from those that are not there.
    stored(id);
    return Reply.json(200, SessionView.segmented(service.segment(id, Progress.NONE)));
  }

  private Reply promote(Call call) {
    call.requirePersistentRight();
    var id = call.id();
    try {
      return session(service.promote(id));
    } catch (SessionNotFoundException e) {
      if (service.find(id).isPresent()) {
        throw new ApiException(409, "Session is persistent already: " + id.value());
      }
      throw e;
    }
  }

  private Reply demote(Call call) {
    var id = call.id();
    Duration ttl =
        call.body().length == 0
            ? null
            : SessionBodies.demote(json.object(call.body(), call.header("Content-Type")));
    var there = stored(id);
    if (!there.session().persistent()) {
      throw new ApiException(409, "Session is temporary already: " + id.value());
    }
    return session(service.demote(id, ttl));
  }

  private static Reply session(Session session) {
    return Reply.json(200, SessionView.write(session));
  }
}
