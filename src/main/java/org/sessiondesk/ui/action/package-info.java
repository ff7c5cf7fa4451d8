/** What operators do to sessions from any part of the window: delete, promote, extend and so on. */
@NullMarked
package org.sessiondesk.ui.action;

import org.jspecify.annotations.NullMarked;
