package org.sessiondesk.api;

/** A request ends with this answer. */
final class ApiException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Reply.Full reply;

  ApiException(Reply.Full reply) {
    // An answer like others: where it was thrown is of no interest.
    super("answered " + reply.status(), null, false, false);
    this.reply = reply;
  }

  ApiException(int status, String detail) {
    this(Reply.detail(status, detail));
  }

  Reply.Full reply() {
    return reply;
  }
}
