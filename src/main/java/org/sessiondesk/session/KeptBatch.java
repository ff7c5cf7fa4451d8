package org.sessiondesk.session;

import java.time.Instant;

/**
 * What one command changed, in the recycle bin.
 *
 * @param id the batch's
 * @param at when the command began
 * @param change what it did
 * @param actor who gave it
 * @param store the store that it worked in; what is {@link Kept#temporary} was in memory
 * @param count how many values can still be put back
 * @param bytes what it takes on disk
 * @param whole false where the program ended while it was made: what was kept until then is there
 */
public record KeptBatch(
    String id,
    Instant at,
    Change change,
    Actor actor,
    StoreName store,
    long count,
    long bytes,
    boolean whole) {}
