/** The command palette and the list of all keys. */
@NullMarked
package org.sessiondesk.ui.command;

import org.jspecify.annotations.NullMarked;
