package org.sessiondesk.ui.fx;

import java.util.stream.Collectors;
import org.sessiondesk.connection.ConnectionFault;
import org.sessiondesk.connection.VaultException;
import org.sessiondesk.service.SessionConflictException;
import org.sessiondesk.service.SessionNotFoundException;
import org.sessiondesk.service.StoreOffException;
import org.sessiondesk.session.Fault;
import org.sessiondesk.session.InvalidSessionException;
import org.sessiondesk.session.RecycleBinException;
import org.sessiondesk.session.StoreException;
import org.sessiondesk.settings.SecretFileException;

/** Turns failures into words that an operator understands. Decides by type, never by message. */
public final class Problems {
  private static final String UNFORESEEN = "SD-900";

  private final Messages messages;

  /** Speaks through {@code messages}. */
  public Problems(Messages messages) {
    this.messages = messages;
  }

  /** What {@code failure} means to the operator. */
  public Problem of(Throwable failure) {
    return switch (failure) {
      case StoreException.Unavailable _ -> problem("unavailable", "SD-201", failure);
      case StoreException.OutcomeUnknown _ -> problem("unknown", "SD-202", failure);
      case StoreException.AlreadyExists _ -> problem("exists", "SD-203", failure);
      case StoreException.Rejected rejected ->
          switch (rejected.reason()) {
            case NOT_PERMITTED -> problem("notpermitted", "SD-204", failure);
            case READ_ONLY -> problem("readonly", "SD-205", failure);
            case LOCKED -> problem("locked", "SD-210", failure);
            case OUT_OF_MEMORY -> problem("outofmemory", "SD-206", failure);
            case DISK_FAILURE -> problem("disk", "SD-207", failure);
            case OTHER -> problem("rejected", "SD-208", failure);
          };
      case StoreOffException _ -> problem("storeoff", "SD-209", failure);
      case SessionNotFoundException _ -> problem("notfound", "SD-101", failure);
      case SessionConflictException _ -> problem("conflict", "SD-102", failure);
      case InvalidSessionException invalid -> invalid(invalid);
      case RecycleBinException _ -> problem("unkept", "SD-211", failure);
      case VaultException _ -> problem("vault", "SD-301", failure);
      case SecretFileException _ -> problem("secretfile", "SD-302", failure);
      default -> problem("unexpected", UNFORESEEN, failure);
    };
  }

  /** Whether {@code failure} is one of those that happen; else the program is at fault. */
  public boolean foresees(Throwable failure) {
    return !of(failure).code().equals(UNFORESEEN);
  }

  /** What is wrong with a field, in one sentence. */
  public String fault(Fault fault) {
    return messages.get("fx.fault." + key(fault.field().name()) + "." + key(fault.kind().name()));
  }

  /** Why a connection failed, in one sentence. */
  public String connection(ConnectionFault fault) {
    return messages.get("fx.connection." + key(fault.kind().name()) + ".what");
  }

  /** What to do about a connection that failed, in one sentence. */
  public String connectionAdvice(ConnectionFault fault) {
    return messages.get("fx.connection." + key(fault.kind().name()) + ".advice");
  }

  private Problem invalid(InvalidSessionException invalid) {
    var faults = invalid.faults().stream().map(this::fault).collect(Collectors.joining("\n"));
    return new Problem(
        messages.get("fx.problem.invalid.what"),
        faults,
        messages.get("fx.problem.invalid.advice"),
        "SD-100",
        "");
  }

  private Problem problem(String kind, String code, Throwable failure) {
    var key = "fx.problem." + kind;
    var message = failure.getMessage();
    return new Problem(
        messages.get(key + ".what"),
        messages.get(key + ".meaning"),
        messages.get(key + ".advice"),
        code,
        failure.getClass().getSimpleName() + (message == null ? "" : ": " + message));
  }

  private static String key(String constant) {
    return constant.toLowerCase(java.util.Locale.ROOT).replace("_", "");
  }
}
