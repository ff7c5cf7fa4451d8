/** The search: its field, what may be completed in it, and help with what may be written there. */
@NullMarked
package org.sessiondesk.ui.search;

import org.jspecify.annotations.NullMarked;
