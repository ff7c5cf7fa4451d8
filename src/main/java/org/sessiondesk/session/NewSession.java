package org.sessiondesk.session;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What somebody asks for when creating a session. May be faulty: {@link SessionRules#check} tells.
 *
 * @param text what is to be spoken
 * @param voice the voice's short name
 * @param name a name for people, or null
 * @param persistent whether it is to be kept in Redis
 * @param ttl how long a temporary session lives, or null for the default; ignored where persistent
 * @param metadata its metadata
 */
public record NewSession(
    String text,
    String voice,
    @Nullable String name,
    boolean persistent,
    @Nullable Duration ttl,
    Json.Obj metadata) {}
