package org.sessiondesk.session;

/**
 * Something in a store that is no session. It is shown, exported and deleted, and never
 * overwritten.
 *
 * @param id the id its key names
 * @param reason why it cannot be read
 * @param detail the reason in technical words, in English: for the log and for experts
 * @param revision holds the raw bytes in its token; empty where the Redis type is not a string
 */
public record UnreadableEntry(
    SessionId id, UnreadableReason reason, String detail, Revision revision)
    implements StoredEntry {}
