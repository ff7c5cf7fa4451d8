/** The inspector: one session in full, to be looked at and edited. */
@NullMarked
package org.sessiondesk.ui.inspector;

import org.jspecify.annotations.NullMarked;
