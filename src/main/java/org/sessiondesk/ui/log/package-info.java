/** The log page: the last lines of the log, live. Knows nothing of who writes them. */
@NullMarked
package org.sessiondesk.ui.log;

import org.jspecify.annotations.NullMarked;
