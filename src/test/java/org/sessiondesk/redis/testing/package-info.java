/** Real Redis processes for tests. */
@NullMarked
package org.sessiondesk.redis.testing;

import org.jspecify.annotations.NullMarked;
