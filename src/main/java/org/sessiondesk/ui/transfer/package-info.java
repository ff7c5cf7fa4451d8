/** Export, import and the other jobs on many sessions, as the operator asks for them. */
@NullMarked
package org.sessiondesk.ui.transfer;

import org.jspecify.annotations.NullMarked;
