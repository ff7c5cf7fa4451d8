/** The audit page: every change that this program made, the newest first, searched and exported. */
@NullMarked
package org.sessiondesk.ui.audit;

import org.jspecify.annotations.NullMarked;
