/** The form for a new session. */
@NullMarked
package org.sessiondesk.ui.form;

import org.jspecify.annotations.NullMarked;
