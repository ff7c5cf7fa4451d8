package org.sessiondesk.session;

/**
 * Something that could not be written to this computer's disk, or can be again.
 *
 * @param over whether it can be again, and nothing is missing
 * @param waiting how many records wait to be written
 * @param lost how many were given up, since too many waited
 * @param detail why, in technical words without secrets
 */
public record JournalTrouble(boolean over, long waiting, long lost, String detail) {}
