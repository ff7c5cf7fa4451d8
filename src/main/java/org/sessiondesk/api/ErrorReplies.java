package org.sessiondesk.api;

import java.util.Locale;
import org.sessiondesk.service.SessionConflictException;
import org.sessiondesk.service.SessionNotFoundException;
import org.sessiondesk.service.StoreOffException;
import org.sessiondesk.session.Fault;
import org.sessiondesk.session.InvalidSessionException;
import org.sessiondesk.session.Json;
import org.sessiondesk.session.SessionId;
import org.sessiondesk.session.StoreException;
import org.sessiondesk.session.UnreadableEntry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What failures are answered with: one plain sentence, no class name, nothing internal. */
final class ErrorReplies {
  private static final Logger LOG = LoggerFactory.getLogger(ErrorReplies.class);

  private ErrorReplies() {}

  static Reply.Full of(RuntimeException failure) {
    return switch (failure) {
      case ApiException e -> e.reply();
      case SessionNotFoundException e -> Reply.detail(404, notFound(e.id()));
      case SessionConflictException e ->
          Reply.detail(409, "Session could not be changed: " + e.id());
      case InvalidSessionException e -> invalid(e);
      case StoreOffException _ -> later("The store of persistent sessions is switched off");
      case StoreException e -> of(e);
      default -> {
        LOG.error("A request failed", failure);
        yield Reply.detail(500, "Internal Server Error");
      }
    };
  }

  private static Reply.Full of(StoreException failure) {
    LOG.warn("A request could not be carried out by the store: {}", failure.getMessage());
    return switch (failure) {
      case StoreException.Unavailable _ ->
          later("The store of persistent sessions cannot be reached; nothing was changed");
      case StoreException.OutcomeUnknown _ ->
          later(
              "The store of persistent sessions did not answer:"
                  + " it is unknown whether the change was made");
      case StoreException.Rejected rejected
          when rejected.reason() == StoreException.Rejected.Reason.LOCKED ->
          Reply.detail(
              403, "The store of persistent sessions is read-only here; nothing was changed");
      case StoreException.Rejected _ ->
          later("The store of persistent sessions refused; nothing was changed");
      case StoreException.AlreadyExists _ ->
          Reply.detail(409, "There is already a session of this id");
    };
  }

  private static Reply.Full later(String detail) {
    return Reply.with(Reply.detail(503, detail), "Retry-After", "1");
  }

  static String notFound(SessionId id) {
    return "Session not found or expired: " + id.value();
  }

  /** What is stored is no session: nothing that the caller did, and nothing that will pass. */
  static ApiException unreadable(UnreadableEntry entry) {
    return new ApiException(
        409,
        "Stored value cannot be read as a session: %s (%s)"
            .formatted(entry.id().value(), entry.reason().name().toLowerCase(Locale.ROOT)));
  }

  private static Reply.Full invalid(InvalidSessionException failure) {
    var faults = new Faults();
    for (var fault : failure.faults()) {
      faults.add("value_error", Faults.at("body", field(fault)), "Value error", new Json.Null());
    }
    return faults.reply();
  }

  private static String field(Fault fault) {
    return fault.field() == Fault.Field.TTL
        ? "ttl_hours"
        : fault.field().name().toLowerCase(Locale.ROOT);
  }
}
