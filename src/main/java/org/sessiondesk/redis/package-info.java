/**
 * Persistent sessions in Redis: the bytes of a session, the store, the connection that is kept up,
 * the feed of other programs' changes, and the Redis that this program starts for itself.
 */
@NullMarked
package org.sessiondesk.redis;

import org.jspecify.annotations.NullMarked;
