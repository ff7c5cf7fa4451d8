/** Temporary sessions: in this process, each until its deadline on the expiry timeline. */
@NullMarked
package org.sessiondesk.memory;

import org.jspecify.annotations.NullMarked;
