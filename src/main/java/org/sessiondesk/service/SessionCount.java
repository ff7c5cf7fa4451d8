package org.sessiondesk.service;

/**
 * How many sessions a query found at some time.
 *
 * @param sessions how many
 * @param position when that was; means something to {@link SessionIndex#count(SessionQuery,
 *     SessionCount)} alone
 */
public record SessionCount(long sessions, long position) {}
