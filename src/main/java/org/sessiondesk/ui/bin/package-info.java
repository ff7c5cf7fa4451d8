/** The recycle bin page: what was deleted and changed, command by command, and putting it back. */
@NullMarked
package org.sessiondesk.ui.bin;

import org.jspecify.annotations.NullMarked;
