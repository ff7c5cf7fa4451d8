package org.sessiondesk.service;

import org.jspecify.annotations.Nullable;
import org.sessiondesk.session.Session;

/**
 * What came of creating a session.
 *
 * @param session the session; {@code session.fallback()} where it was asked for as persistent and
 *     had to be made temporary
 * @param why for a fallback the reason, in technical words without secrets; else null
 */
public record Creation(Session session, @Nullable String why) {}
